package dev.latchkey.management;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.client.Application;
import dev.latchkey.client.Applications;
import dev.latchkey.key.TokenVerifier;
import dev.latchkey.platform.ApiException;
import dev.latchkey.platform.Hashes;
import dev.latchkey.platform.ManagementApi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Lets a request to the management API in when its bearer token was made for it and holds the
/// scope `all` (reference section 1).
///
/// A script makes many calls with one token: the verdict is kept for a while, by the token's hash.
@ApplicationScoped // lazily: filters are made before the settings can be read
public class ManagementGuard {
    private static final String SCHEME = "bearer ";
    private static final int MAX_REMEMBERED = 1000;
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final TokenVerifier verifier;
    private final Applications applications;
    private final Clock clock;
    private final Cache<ByteBuffer, Bearer> verified = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

    ManagementGuard(TokenVerifier verifier, Applications applications, Clock clock) {
        this.verifier = verifier;
        this.applications = applications;
        this.clock = clock;
    }

    @ManagementApi
    @ServerRequestFilter
    public void admit(ContainerRequestContext request) {
        Bearer bearer = authenticate(token(request.getHeaderString(HttpHeaders.AUTHORIZATION)));
        if (!bearer.mayManage() || !isStillAdministrator(bearer)) {
            throw new ApiException(403, "auth.forbidden", "The token does not hold the scope of the management API.");
        }
        requireStorable(request);
    }

    /// A token lives for an hour; what its application may do is looked up in memory at every call.
    private boolean isStillAdministrator(Bearer bearer) {
        return applications.find(bearer.clientId()).filter(Application::isAdmin).isPresent();
    }

    private static String token(String header) {
        if (header == null || header.isBlank()) {
            throw new ApiException(401, "auth.authorization_header_missing", "The Authorization header is missing.");
        }
        if (!header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            throw new ApiException(
                    401, "auth.authorization_token_type_not_supported", "Only tokens of type Bearer are supported.");
        }
        return header.substring(SCHEME.length()).strip();
    }

    private Bearer authenticate(String token) {
        ByteBuffer hash = ByteBuffer.wrap(Hashes.sha256(token));
        Bearer bearer = verified.get(
                hash, ignored -> verifier.verify(token).flatMap(Bearer::of).orElse(null));
        if (bearer == null || !clock.instant().isBefore(bearer.until())) {
            throw new ApiException(401, "auth.unauthorized", "The token is not valid for the management API.");
        }
        return bearer;
    }

    /// PostgreSQL stores no NUL, so nothing that is asked for can hold one.
    private static void requireStorable(ContainerRequestContext request) {
        if (request.getUriInfo().getRequestUri().toString().contains("%00")) {
            throw ApiException.invalidInput("the path and the query must not hold NUL");
        }
    }
}
