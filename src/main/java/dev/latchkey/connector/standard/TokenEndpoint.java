package dev.latchkey.connector.standard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.connector.Arrival;
import dev.latchkey.connector.ConnectorError;
import dev.latchkey.connector.ConnectorException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Trades the code of a callback, once, whatever comes of it (RFC 6749 §4.1.3).
///
/// @param secret made anew for each call where it is a JWT; empty for a public client
public record TokenEndpoint(
        URI address, String clientId, Supplier<String> secret, ClientAuthentication authentication) {
    static final String VERIFIER = "verifier";
    private static final String WHAT = "the token endpoint";
    private static final int MAX_TEXT = 300;

    /// @return the answer; it has an access token
    public JsonNode redeem(Arrival arrival, ProviderCalls calls) {
        String code = code(arrival);
        ProviderCalls.Answer answer = calls.send(WHAT, request(arrival, code));
        JsonNode body = answer.body();
        if (!answer.isSuccess() || body.hasNonNull("error")) {
            throw refused(body, answer.status(), code);
        }
        if (body.path("access_token").asText("").isBlank()) {
            throw new ConnectorException(ConnectorError.INVALID_RESPONSE, "The token endpoint's answer has no token.");
        }
        return body;
    }

    /// The provider may have come back with an error (RFC 6749 §4.1.2.1).
    private static String code(Arrival arrival) {
        Map<String, String> callback = arrival.callback();
        if (callback.containsKey("error")) {
            String error = cut(callback.get("error"));
            throw new ConnectorException(
                    kind(error, 400),
                    "The provider sent the person back with the error " + error + ".",
                    Map.of("error", error, "errorDescription", cut(callback.getOrDefault("error_description", ""))));
        }
        return Optional.ofNullable(callback.get("code"))
                .filter(code -> !code.isBlank())
                .orElseThrow(
                        () -> new ConnectorException(ConnectorError.INVALID_RESPONSE, "The callback has no code."));
    }

    private HttpRequest request(Arrival arrival, String code) {
        Query form = new Query()
                .with("grant_type", "authorization_code")
                .with("code", code)
                .with("redirect_uri", arrival.returnAddress().toString());
        String verifier = arrival.session().get(VERIFIER);
        if (verifier != null) {
            form.with("code_verifier", verifier);
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json");
        switch (authentication) {
            case CLIENT_SECRET_BASIC -> request.header("Authorization", "Basic " + basic());
            case CLIENT_SECRET_POST -> form.with("client_id", clientId).with("client_secret", secret.get());
            case NONE -> form.with("client_id", clientId);
        }
        return request.POST(BodyPublishers.ofString(form.toString())).build();
    }

    /// Both halves form-encoded (RFC 6749 §2.3.1).
    private String basic() {
        String pair = Query.encoded(clientId) + ":" + Query.encoded(secret.get());
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /// The provider's words go into the log: without the code, in one line, no novels.
    private static ConnectorException refused(JsonNode body, int status, String code) {
        String told = body.path("error").asText("");
        String error = cut(told.replace(code, "***"));
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("status", status);
        data.put("error", error);
        data.put(
                "errorDescription",
                cut(body.path("error_description").asText("").replace(code, "***")));
        return new ConnectorException(
                kind(told, status),
                "The token endpoint refuses the call with HTTP status " + status + " (" + error + ").",
                data);
    }

    /// Told apart by who can mend it (RFC 6749 §5.2): the person, the administrator, nobody but time.
    private static ConnectorError kind(String error, int status) {
        return switch (error) {
            case "invalid_grant", "bad_verification_code", "expired_token" -> ConnectorError.AUTH_CODE_INVALID;
            case "invalid_client",
                    "unauthorized_client",
                    "invalid_scope",
                    "invalid_request",
                    "unsupported_grant_type",
                    "unsupported_response_type",
                    "redirect_uri_mismatch",
                    "incorrect_client_credentials",
                    "application_suspended" -> ConnectorError.MISCONFIGURED;
            case "server_error", "temporarily_unavailable" -> ConnectorError.UNAVAILABLE;
            default -> status == 401 || status == 403 ? ConnectorError.MISCONFIGURED : ConnectorError.GENERAL;
        };
    }

    private static String cut(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() > MAX_TEXT ? line.substring(0, MAX_TEXT) : line;
    }
}
