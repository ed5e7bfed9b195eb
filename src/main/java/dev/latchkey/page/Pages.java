package dev.latchkey.page;

import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/// The one way in which HTML leaves the service: rendered by an escaping template, under a policy
/// that lets nothing run. Resources that answer with it say `@Produces(TEXT_HTML)`.
///
/// Two headers are missing on purpose. `Referrer-Policy: no-referrer` would make browsers send
/// `Origin: null` with our own forms (Fetch §3.1), so it is `same-origin`, which tells strangers as
/// little. Any `Cross-Origin-Opener-Policy` would cut an application's popup off from its opener for
/// good, even after it has come back to the application.
public final class Pages {
    private static final String PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int RETRY_AFTER_SECONDS = 60;

    private Pages() {}

    /// A page without forms, or with forms that lead nowhere else.
    public static RestResponse<String> html(Page page) {
        return html(page, FormTargets.SELF);
    }

    /// @param targets where its forms may lead, redirects included
    public static RestResponse<String> html(Page page, FormTargets targets) {
        Look look = page.look();
        String tag = look.language().tag();
        ResponseBuilder<String> answer = ResponseBuilder.<String>create(page.status())
                .entity(page.setLocale(tag).render())
                .header(HttpHeaders.CONTENT_TYPE, "text/html;charset=UTF-8")
                .header(HttpHeaders.CONTENT_LANGUAGE, tag)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Content-Security-Policy", policy(page, targets))
                .header("X-Frame-Options", "DENY")
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "same-origin")
                .header("Permissions-Policy", PERMISSIONS)
                .header("Cross-Origin-Resource-Policy", "same-origin");
        return (page.status() == TOO_MANY_REQUESTS
                        ? answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                        : answer)
                .build();
    }

    private static String policy(Page page, FormTargets targets) {
        return "default-src 'none'; " + (page.hasScript() ? "script-src 'self'; connect-src 'self'; " : "")
                + FrameSources.directive(page.frames()) + "style-src 'self' "
                + page.look().theme().source()
                + "; img-src 'self' https: data:; form-action " + targets
                + "; frame-ancestors 'none'; base-uri 'none'";
    }
}
