package dev.latchkey.page;

import io.quarkus.qute.CheckedTemplate;

/// Says that the device goes on, or does not.
@CheckedTemplate(basePath = "page", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
public record DeviceDonePage(Look look, App app, boolean isAllowed) implements Page {}
