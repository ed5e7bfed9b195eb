package dev.latchkey.logout;

import dev.latchkey.client.Application;
import dev.latchkey.key.TokenSigner;
import dev.latchkey.platform.LatchkeyConfig;
import dev.latchkey.platform.RandomValues;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Logout tokens (OIDC Back-Channel Logout §2.4): signed as the application's ID tokens are, and never
/// to be taken for one, having an event and no nonce.
@Singleton
class LogoutTokens {
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
    private static final Duration LIFETIME = Duration.ofMinutes(2);

    private final TokenSigner signer;
    private final IdTokenAlgorithms algorithms;
    private final RandomValues random;
    private final Clock clock;
    private final String issuer;

    LogoutTokens(
            TokenSigner signer, IdTokenAlgorithms algorithms, RandomValues random, Clock clock, LatchkeyConfig config) {
        this.signer = signer;
        this.algorithms = algorithms;
        this.random = random;
        this.clock = clock;
        this.issuer = config.issuer();
    }

    String issue(Application application, LogoutNotices.Notice notice) {
        Instant now = clock.instant();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer);
        claims.put("aud", application.id());
        claims.put("sub", notice.userId());
        claims.put("sid", notice.sid());
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(LIFETIME).getEpochSecond());
        claims.put("jti", random.token());
        claims.put("events", Map.of(EVENT, Map.of()));
        return signer.sign(algorithms.ofIdToken(application), "logout+jwt", claims);
    }
}
