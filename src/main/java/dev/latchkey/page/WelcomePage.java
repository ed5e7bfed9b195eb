package dev.latchkey.page;

import io.quarkus.qute.CheckedTemplate;

/// What is found at the front door: that people come here from applications, and nothing else.
@CheckedTemplate(basePath = "page", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record WelcomePage(Look look) implements Page {}
