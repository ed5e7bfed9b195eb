package dev.latchkey.page;

import io.quarkus.qute.CheckedTemplate;

/// Asks in a provider's app for the number that the browser shows in which the sign-in began.
///
/// @param action where the form is posted, a path of this service
/// @param answer what the provider sent along, as it came
@CheckedTemplate(basePath = "page", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
public record NumberPage(Look look, App app, String action, String answer) implements Page {}
