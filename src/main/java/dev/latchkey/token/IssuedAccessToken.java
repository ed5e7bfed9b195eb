package dev.latchkey.token;

import dev.latchkey.oauth.KeyThumbprint;
import dev.latchkey.oauth.Scopes;
import dev.latchkey.platform.Hashes;
import java.time.Duration;
import java.util.Optional;

/// An access token that is made but not yet given out.
///
/// @param key what it is bound to, if to anything (RFC 9449 §6)
/// @param isStored true for opaque ones, which userinfo looks up; a JWT speaks for itself
record IssuedAccessToken(
        String value, Scopes scopes, Duration lifetime, Optional<KeyThumbprint> key, boolean isStored) {
    byte[] hash() {
        return Hashes.sha256(value);
    }

    /// A record prints every field; this one must not.
    @Override
    public String toString() {
        return "IssuedAccessToken[scopes=" + scopes + "]";
    }
}
