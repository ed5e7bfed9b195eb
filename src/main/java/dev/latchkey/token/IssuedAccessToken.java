package dev.latchkey.token;

import dev.latchkey.oauth.Scopes;
import dev.latchkey.platform.Hashes;
import java.time.Duration;

/// An access token that is made but not yet given out.
///
/// @param isStored true for opaque ones, which userinfo looks up; a JWT speaks for itself
record IssuedAccessToken(String value, Scopes scopes, Duration lifetime, boolean isStored) {
    byte[] hash() {
        return Hashes.sha256(value);
    }

    /// A record prints every field; this one must not.
    @Override
    public String toString() {
        return "IssuedAccessToken[scopes=" + scopes + "]";
    }
}
