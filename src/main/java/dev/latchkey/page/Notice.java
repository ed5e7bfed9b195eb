package dev.latchkey.page;

import java.util.Optional;

/// A trouble with the circumstances that its texts mention.
///
/// @param provider the social provider's name in the person's language
/// @param supportCode what a person reads out to support, and support finds in the log
public record Notice(Trouble trouble, Optional<String> provider, Optional<String> supportCode) {
    public static Notice of(Trouble trouble) {
        return new Notice(trouble, Optional.empty(), Optional.empty());
    }

    public Notice from(String provider) {
        return new Notice(trouble, Optional.of(provider), supportCode);
    }

    public Notice with(String supportCode) {
        return new Notice(trouble, provider, Optional.of(supportCode));
    }
}
