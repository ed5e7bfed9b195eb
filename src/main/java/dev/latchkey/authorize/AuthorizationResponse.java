package dev.latchkey.authorize;

import dev.latchkey.oauth.ResponseMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/// An answer that is on its way to an application, by the browser.
///
/// @param parameters in the order in which they are sent, each name once
record AuthorizationResponse(String redirectUri, ResponseMode mode, Map<String, String> parameters) {
    /// The address to redirect to, for the modes that carry the answer in it.
    String location() {
        char separator = mode == ResponseMode.FRAGMENT ? '#' : redirectUri.indexOf('?') < 0 ? '?' : '&';
        return redirectUri
                + separator
                + parameters.entrySet().stream()
                        .map(parameter -> parameter.getKey() + "=" + encode(parameter.getValue()))
                        .collect(Collectors.joining("&"));
    }

    /// `%20` for a blank, so that readers of queries and readers of forms agree.
    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
