package dev.latchkey.development;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/// The management API as any developer uses it: over HTTP, with the administrator's credentials.
final class ManagementClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String endpoint;
    private final String token;

    ManagementClient(String endpoint) {
        this.endpoint = endpoint;
        this.token = token();
    }

    /// The answer's body; empty for 404.
    Optional<JsonNode> get(String path) {
        HttpResponse<String> answer = send(request(path).GET().build());
        return answer.statusCode() == 404 ? Optional.empty() : Optional.of(body(answer));
    }

    JsonNode post(String path, Map<String, ?> body) {
        return body(
                send(request(path).POST(BodyPublishers.ofString(write(body))).build()));
    }

    JsonNode patch(String path, Map<String, ?> body) {
        return body(send(request(path)
                .method("PATCH", BodyPublishers.ofString(write(body)))
                .build()));
    }

    private String token() {
        String credentials = DevelopmentMain.required("latchkey.admin.client-id") + ":"
                + DevelopmentMain.required("latchkey.admin.client-secret");
        String basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint + "/oidc/token"))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(
                        "grant_type=client_credentials&resource=urn%3Alatchkey%3Amanagement&scope=all"))
                .build();
        return body(send(request)).get("access_token").asText();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(endpoint + "/api" + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode body(HttpResponse<String> answer) {
        if (answer.statusCode() >= 400) {
            throw new IllegalStateException(answer.uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String write(Map<String, ?> body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
