package dev.latchkey.page;

import java.util.Locale;
import java.util.Optional;

/// The application that a person is on the way to.
///
/// @param logo address of a square picture, https or a path of this service; dropped if it is none
public record App(String name, Optional<String> logo) {
    public App {
        logo = logo.flatMap(Hrefs::picture);
    }

    public App(String name) {
        this(name, Optional.empty());
    }

    /// Stands in for a logo: the first letter or digit of the name.
    public String initial() {
        return name.codePoints()
                .filter(Character::isLetterOrDigit)
                .mapToObj(Character::toString)
                .findFirst()
                .orElse("·")
                .toUpperCase(Locale.ROOT);
    }
}
