package dev.latchkey.page;

import java.util.Locale;
import java.util.Optional;

/// A way to sign in with another service: a form of one button.
///
/// @param name of the service in the person's language
/// @param logo address of a square picture
/// @param logoDark the picture for dark surfaces
/// @param action where the form is posted, a path of this service
public record SocialButton(String name, Optional<String> logo, Optional<String> logoDark, String action) {
    public SocialButton {
        logo = logo.flatMap(Hrefs::picture);
        logoDark = logoDark.flatMap(Hrefs::picture);
    }

    /// Stands in for a logo.
    public String initial() {
        return name.isEmpty() ? "·" : Character.toString(name.codePointAt(0)).toUpperCase(Locale.ROOT);
    }
}
