package dev.latchkey.management;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.client.Application;
import dev.latchkey.client.Applications;
import dev.latchkey.dpop.BoundTokens;
import dev.latchkey.dpop.PresentedToken;
import dev.latchkey.key.RevokedTokens;
import dev.latchkey.key.TokenVerifier;
import dev.latchkey.platform.Administrator;
import dev.latchkey.platform.ApiException;
import dev.latchkey.platform.Hashes;
import dev.latchkey.platform.LatchkeyConfig;
import dev.latchkey.platform.ManagementApi;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Lets a request to the management API in when its access token was made for it and holds the
/// scope `all` (reference section 1). A token that is bound to a key needs a proof of it (RFC 9449 §7).
///
/// A script makes many calls with one token: the verdict is kept for a while, by the token's hash, and no longer than
/// the keys stay what they are.
@ApplicationScoped // lazily: filters are made before the settings can be read
public class ManagementGuard {
    private static final int MAX_REMEMBERED = 1000;
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final TokenVerifier verifier;
    private final RevokedTokens revokedTokens;
    private final Applications applications;
    private final BoundTokens boundTokens;
    private final Clock clock;
    private final String baseUrl;
    private final Cache<Seen, Bearer> verified = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

    private record Seen(ByteBuffer hash, long keyGeneration) {}

    ManagementGuard(
            TokenVerifier verifier,
            RevokedTokens revokedTokens,
            Applications applications,
            BoundTokens boundTokens,
            Clock clock,
            LatchkeyConfig config) {
        this.verifier = verifier;
        this.revokedTokens = revokedTokens;
        this.applications = applications;
        this.boundTokens = boundTokens;
        this.clock = clock;
        this.baseUrl = config.baseUrl();
    }

    @ManagementApi
    @ServerRequestFilter
    public void admit(RoutingContext context) {
        PresentedToken token = PresentedToken.forApi(context);
        Bearer bearer = authenticate(token.value());
        boundTokens.require(context, baseUrl + context.request().path(), token, bearer.key(), bearer.clientId());
        if (!bearer.mayManage() || !isStillAdministrator(bearer)) {
            throw new ApiException(403, "auth.forbidden", "The token does not hold the scope of the management API.");
        }
        Administrator.note(context, bearer.clientId());
    }

    /// A token lives for an hour; what its application may do is looked up in memory at every call.
    private boolean isStillAdministrator(Bearer bearer) {
        return applications.find(bearer.clientId()).filter(Application::isAdmin).isPresent();
    }

    private Bearer authenticate(String token) {
        Seen seen = new Seen(ByteBuffer.wrap(Hashes.sha256(token)), verifier.keyGeneration());
        Bearer bearer = verified.get(
                seen,
                ignored -> verifier.verify(token)
                        .filter(claims -> !revokedTokens.has(claims))
                        .flatMap(Bearer::of)
                        .orElse(null));
        if (bearer == null || !clock.instant().isBefore(bearer.until())) {
            throw new ApiException(401, "auth.unauthorized", "The token is not valid for the management API.");
        }
        return bearer;
    }
}
