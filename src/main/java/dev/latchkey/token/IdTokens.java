package dev.latchkey.token;

import dev.latchkey.client.Application;
import dev.latchkey.key.Algorithm;
import dev.latchkey.key.TokenSigner;
import dev.latchkey.platform.Hashes;
import dev.latchkey.platform.LatchkeyConfig;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
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
    private final Claims claims;
    private final TokenConfig config;
    private final Clock clock;
    private final String issuer;

    IdTokens(TokenSigner signer, Claims claims, TokenConfig config, Clock clock, LatchkeyConfig latchkey) {
        this.signer = signer;
        this.claims = claims;
        this.config = config;
        this.clock = clock;
        this.issuer = latchkey.issuer();
    }

    /// @param accessToken the one issued along, for `at_hash`
    String issue(Application application, Authorization authorization, Subject subject, String accessToken) {
        Instant now = clock.instant();
        Map<String, Object> all = claims.of(subject, authorization.scopes());
        all.put("iss", issuer);
        all.put("aud", application.id());
        all.put("iat", now.getEpochSecond());
        all.put("exp", now.plus(lifetime(application)).getEpochSecond());
        all.put("auth_time", authorization.authTime().getEpochSecond());
        all.put("acr", ONE_FACTOR);
        all.put("amr", authorization.amr());
        all.put("sid", authorization.sid());
        all.put("at_hash", atHash(accessToken));
        if (authorization.nonce() != null) {
            all.put("nonce", authorization.nonce());
        }
        return signer.sign(algorithm(application), "JWT", all);
    }

    private Duration lifetime(Application application) {
        Integer own = application.custom().idTokenTtl();
        return own == null ? config.idTokenLifetime() : Duration.ofSeconds(own);
    }

    /// RS256 unless the application asks otherwise: every relying party knows it.
    private static Algorithm algorithm(Application application) {
        String asked = application.custom().idTokenSignedResponseAlg();
        return asked == null ? Algorithm.RS256 : Algorithm.valueOf(asked);
    }

    /// OIDC Core §3.1.3.6: the left half of the hash, which is SHA-256 for both algorithms.
    private static String atHash(String accessToken) {
        byte[] hash = Hashes.sha256(accessToken);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, hash.length / 2));
    }
}
