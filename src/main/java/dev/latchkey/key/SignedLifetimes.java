package dev.latchkey.key;

import java.time.Duration;

/// How long what the keys sign is good, by the settings. Provided by the feature that issues the tokens.
public interface SignedLifetimes {
    Duration longest();
}
