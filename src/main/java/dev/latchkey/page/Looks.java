package dev.latchkey.page;

import java.util.Optional;

/// Where pages that nobody asked for by name (the front page, "not found") get their look from.
/// Provided by the feature that keeps the operator's settings.
public interface Looks {
    /// Must not fail: a page about an error is shown with it.
    ///
    /// @param uiLocales as in [Languages#choose]
    /// @param acceptLanguage as in [Languages#choose]
    Look look(Optional<String> uiLocales, String acceptLanguage);
}
