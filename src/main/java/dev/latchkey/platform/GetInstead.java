package dev.latchkey.platform;

import dev.latchkey.oauth.OAuthException;
import dev.latchkey.oauth.Parameters;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/// Answers a form post of an application by the same request as a GET. A browser sends no
/// `SameSite=Lax` cookies with another site's form, so without this the person would seem to be
/// somebody new; one redirect later the cookies are there.
public final class GetInstead {
    private GetInstead() {}

    /// Empty when the form is unreadable: it is refused where it arrived.
    public static Optional<Response> of(String path, byte[] form) {
        try {
            String query = Parameters.ofForm(form).toQuery();
            return Optional.of(Response.status(303)
                    .header("Location", query.isEmpty() ? path : path + "?" + query)
                    .header("Cache-Control", "no-store")
                    .build());
        } catch (OAuthException _) {
            return Optional.empty();
        }
    }
}
