package dev.latchkey.token;

import dev.latchkey.client.Application;
import dev.latchkey.key.Algorithm;
import dev.latchkey.key.TokenSigner;
import dev.latchkey.oauth.Scopes;
import dev.latchkey.platform.LatchkeyConfig;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/// ID tokens (OIDC Core §2). `aud` is a plain string and `iat` always fresh, because the SDKs check
/// both; `kid` is in every header.
@Singleton
class IdTokens {
    /// The one level of assurance that there is (OIDC Core §2): the person proved one factor.
    static final String ONE_FACTOR = "1";

    private final TokenSigner signer;
    private final AnswerAlgorithms algorithms;
    private final Claims claims;
    private final TokenLifetimes lifetimes;
    private final Clock clock;
    private final String issuer;

    IdTokens(
            TokenSigner signer,
            AnswerAlgorithms algorithms,
            Claims claims,
            TokenLifetimes lifetimes,
            Clock clock,
            LatchkeyConfig latchkey) {
        this.signer = signer;
        this.algorithms = algorithms;
        this.claims = claims;
        this.lifetimes = lifetimes;
        this.clock = clock;
        this.issuer = latchkey.issuer();
    }

    /// @param accessToken the one issued along, for `at_hash`
    String issue(Application application, Authorization authorization, Subject subject, String accessToken) {
        Algorithm algorithm = algorithms.ofIdToken(application);
        Instant now = clock.instant();
        Map<String, Object> all = claims.inIdToken(
                subject,
                scopes(application, authorization),
                authorization.requested().idToken());
        all.put("iss", issuer);
        all.put("aud", application.id());
        all.put("iat", now.getEpochSecond());
        all.put("exp", now.plus(lifetimes.ofIdToken(application)).getEpochSecond());
        all.put("auth_time", authorization.authTime().getEpochSecond());
        all.put("acr", ONE_FACTOR);
        all.put("amr", authorization.amr());
        all.put("sid", authorization.sid());
        all.put("at_hash", atHash(algorithm, accessToken));
        if (authorization.nonce() != null) {
            all.put("nonce", authorization.nonce());
        }
        return signer.sign(algorithm, "JWT", all);
    }

    /// The scopes whose claims an ID token holds. In the code flow they belong to userinfo (OIDC Core
    /// §5.4); but the SDKs of compatible clients, which always ask for `offline_access`, read the
    /// person's name from the ID token.
    private static Scopes scopes(Application application, Authorization authorization) {
        Boolean wanted = application.custom().scopeClaimsInIdToken();
        boolean shown = wanted == null ? authorization.scopes().has(Scopes.OFFLINE_ACCESS) : wanted;
        return shown ? authorization.scopes() : Scopes.NONE;
    }

    /// OIDC Core §3.1.3.6: the left half of the hash that the signature uses.
    private static String atHash(Algorithm algorithm, String accessToken) {
        byte[] hash = algorithm.hash(accessToken);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, hash.length / 2));
    }
}
