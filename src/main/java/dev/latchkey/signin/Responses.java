package dev.latchkey.signin;

import jakarta.ws.rs.core.Response;

/// Redirects of the sign-in.
final class Responses {
    private Responses() {}

    /// 303, so that a form post becomes a GET. By header and not by `URI`: a provider's address is
    /// passed on as it is.
    static Response.ResponseBuilder seeOther(String location) {
        return Response.status(303).header("Location", location).header("Cache-Control", "no-store");
    }
}
