package dev.latchkey.page;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

/// Tells people from programs: only browsers name HTML, everything else is content with anything.
public final class Browsers {
    private Browsers() {}

    /// @param accept the `Accept` header, or null
    public static boolean wantPage(String accept) {
        return accept != null && accept.contains(MediaType.TEXT_HTML);
    }

    static boolean ask(HttpHeaders headers) {
        return wantPage(headers.getHeaderString(HttpHeaders.ACCEPT));
    }
}
