package dev.latchkey.page;

import java.util.Optional;

/// The person who is signed in, as they know themselves.
///
/// @param detail what tells this account from another of theirs
public record Account(String name, Optional<String> detail) {
    /// Stands in for a picture.
    public String initial() {
        return new App(name).initial();
    }
}
