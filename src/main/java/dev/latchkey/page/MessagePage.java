package dev.latchkey.page;

import io.quarkus.qute.CheckedTemplate;
import java.util.List;
import java.util.Optional;

/// Tells what stands in the way and how to go on. The first action is the one recommended; when
/// none is given there is still the front page, so that no page is a dead end.
///
/// @param app what to call the application in [Way#BACK_TO_APP], when it is known
@CheckedTemplate(basePath = "page", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
public record MessagePage(Look look, Notice notice, Optional<App> app, Optional<Detail> detail, List<Action> actions)
        implements Page {
    public MessagePage {
        actions = actions.isEmpty() && !notice.trouble().isTheEnd() ? List.of(Action.HOME) : List.copyOf(actions);
    }

    public MessagePage(Look look, Notice notice, Action... actions) {
        this(look, notice, Optional.empty(), Optional.empty(), List.of(actions));
    }

    @Override
    public int status() {
        return notice.trouble().status();
    }
}
