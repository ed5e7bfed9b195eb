package dev.latchkey.platform;

import static dev.latchkey.oauth.OAuthError.INVALID_REQUEST;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotFoundException;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// PostgreSQL stores no NUL and cannot even compare one, so nothing that an address names can hold it. It is refused
/// in one place, before any resource looks something up.
///
/// What pages and protocol endpoints take in the query is read by `oauth.Parameters`, which refuses it there.
@Singleton
class StorableAddresses {
    private static final String NUL = "%00";

    /// Each request comes by here: it costs one look through the address as it was sent.
    @ServerRequestFilter
    public void require(RoutingContext context) {
        String address = context.request().uri();
        if (address.contains(NUL)) {
            refuse(address);
        }
    }

    private static void refuse(String address) {
        if (address.startsWith("/api/")) {
            throw ApiException.invalidInput("the path and the query must not hold NUL");
        }
        if (!address.split("\\?", 2)[0].contains(NUL)) {
            return;
        }
        if (address.startsWith("/oidc/")) {
            throw INVALID_REQUEST.because("the path must not hold NUL");
        }
        throw new NotFoundException();
    }
}
