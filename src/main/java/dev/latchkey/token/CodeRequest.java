package dev.latchkey.token;

import dev.latchkey.client.Application;
import dev.latchkey.oauth.CodeChallenge;
import dev.latchkey.oauth.KeyThumbprint;
import dev.latchkey.oauth.Scopes;
import java.util.List;
import java.util.Optional;

/// What an authorization code is to be made for.
///
/// @param requested the claims that the application asked for by name
/// @param key what its redemption will have to prove (RFC 9449 §10)
/// @param pushedRequest the hash of the request that was pushed for it, and which it uses up (RFC 9126 §7.3)
public record CodeRequest(
        Application application,
        String redirectUri,
        Scopes scopes,
        List<String> resources,
        Optional<String> nonce,
        Optional<CodeChallenge> challenge,
        RequestedClaims requested,
        Optional<KeyThumbprint> key,
        Optional<byte[]> pushedRequest) {
    /// A third party is shown no more than the scopes that the person was told of.
    RequestedClaims shownClaims() {
        return application.isThirdParty() ? requested.within(scopes) : requested;
    }
}
