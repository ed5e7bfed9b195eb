package dev.latchkey.page;

import io.quarkus.qute.CheckedTemplate;
import java.util.Optional;

/// Says that the session in this browser is over.
///
/// @param back a way back to the application, when it is known
@CheckedTemplate(basePath = "page", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
public record SignedOutPage(Look look, Optional<App> app, Optional<Action> back) implements Page {}
