package dev.latchkey.page;

import io.quarkus.qute.TemplateEnum;

/// The ways on from a page, each with its words ([Texts#way]).
@TemplateEnum
public enum Way {
    START_AGAIN,
    TRY_AGAIN,
    CONTINUE,
    OTHER_METHOD,
    BACK_TO_APP,
    GET_HELP,
    HOME
}
