package dev.latchkey.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.key.TokenSigner;
import dev.latchkey.oauth.KeyThumbprint;
import dev.latchkey.oauth.Scopes;
import dev.latchkey.platform.LatchkeyConfig;
import dev.latchkey.platform.RandomValues;
import dev.latchkey.resource.Resource;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Access tokens for an API: signed JWTs of type `at+jwt` (RFC 9068), not stored.
@Singleton
public class ResourceTokens {
    private final TokenSigner signer;
    private final AnswerAlgorithms algorithms;
    private final RandomValues random;
    private final Clock clock;
    private final String issuer;

    ResourceTokens(
            TokenSigner signer, AnswerAlgorithms algorithms, RandomValues random, Clock clock, LatchkeyConfig config) {
        this.signer = signer;
        this.algorithms = algorithms;
        this.random = random;
        this.clock = clock;
        this.issuer = config.issuer();
    }

    /// Whether what this service signed is one: ID tokens and logout tokens are none.
    static boolean isOne(ObjectNode claims) {
        return claims.has("client_id") && claims.has("scope");
    }

    /// @param subject the user, or the application itself with client credentials
    /// @param grantId the authorization of a person, so that introspection can tell when it was revoked
    /// @param lifetime that of the API's tokens, or less
    /// @param key what the token is bound to, if to anything (RFC 9449 §6.1)
    /// @param actors who acts for the person, the present one first
    public String issue(
            String subject,
            String clientId,
            Optional<String> grantId,
            Resource resource,
            Scopes scopes,
            Duration lifetime,
            Optional<KeyThumbprint> key,
            List<String> actors) {
        Instant now = clock.instant();
        Map<String, Object> claims = LinkedHashMap.newLinkedHashMap(10);
        claims.put("jti", random.entityId());
        claims.put("sub", subject);
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(lifetime).getEpochSecond());
        claims.put("scope", scopes.toString());
        claims.put("client_id", clientId);
        claims.put("iss", issuer);
        claims.put("aud", resource.indicator());
        grantId.ifPresent(id -> claims.put("gid", id));
        key.ifPresent(bound -> claims.put("cnf", Map.of("jkt", bound.value())));
        ActorClaim.of(actors).ifPresent(act -> claims.put("act", act));
        return signer.sign(algorithms.ofAccessToken(resource), "at+jwt", claims);
    }
}
