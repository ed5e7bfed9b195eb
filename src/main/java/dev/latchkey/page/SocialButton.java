package dev.latchkey.page;

import java.util.Locale;
import java.util.Optional;

/// A way to sign in with another service: a form of one button.
///
/// @param name of the service in the person's language
/// @param logo address of a square picture
/// @param logoDark the picture for dark surfaces
/// @param action where the form is posted, a path of this service
/// @param bridge what it does inside an app with an SDK
public record SocialButton(
        String name, Optional<String> logo, Optional<String> logoDark, String action, Optional<AppBridge> bridge) {
    public SocialButton {
        logo = logo.flatMap(Hrefs::picture);
        logoDark = logoDark.flatMap(Hrefs::picture);
    }

    public SocialButton(String name, Optional<String> logo, Optional<String> logoDark, String action) {
        this(name, logo, logoDark, action, Optional.empty());
    }

    /// Whether a browser without an app around it shows it.
    public boolean isShown() {
        return bridge.isEmpty() || bridge.get().hasPage();
    }

    /// Stands in for a logo.
    public String initial() {
        return name.isEmpty() ? "·" : Character.toString(name.codePointAt(0)).toUpperCase(Locale.ROOT);
    }
}
