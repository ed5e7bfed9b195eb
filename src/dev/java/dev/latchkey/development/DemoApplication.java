package dev.latchkey.development;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/// The smallest relying party: one button, the authorization code flow with PKCE, and what came of
/// it. It shows a newcomer the whole way of a sign-in without an application of their own, and hands
/// out the configuration of a connector to the simulator, ready to be posted.
final class DemoApplication implements AutoCloseable {
    private static final String CALLBACK = "/callback";
    private static final int MAX_OPEN = 1000;

    private final HttpClient http = HttpClient.newHttpClient();
    private final SecureRandom random = new SecureRandom();
    private final Map<String, String> verifiers = new ConcurrentHashMap<>();
    private final HttpServer server;
    private final String endpoint;
    private final String connectorConfig;
    private volatile String clientId;

    DemoApplication(int port, String endpoint, Map<String, String> connectorConfig) throws IOException {
        this.endpoint = endpoint;
        this.connectorConfig = new ObjectMapper().writeValueAsString(connectorConfig);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> answer(exchange, this::route));
    }

    String home() {
        return "http://localhost:" + server.getAddress().getPort() + "/";
    }

    String redirectUri() {
        return "http://localhost:" + server.getAddress().getPort() + CALLBACK;
    }

    void start(String applicationId) {
        clientId = applicationId;
        server.start();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /// What a request leads to: a page, or another address.
    private sealed interface Reply {
        record Html(String body) implements Reply {}

        record Json(String body) implements Reply {}

        record Redirect(String location) implements Reply {}
    }

    private interface Route {
        Reply of(URI uri) throws IOException, InterruptedException;
    }

    private Reply route(URI uri) throws IOException, InterruptedException {
        return switch (uri.getPath()) {
            case "/sign-in" -> new Reply.Redirect(authorizationRequest());
            case "/connector-config" -> new Reply.Json(connectorConfig);
            case CALLBACK -> new Reply.Html(redeemed(parameters(uri)));
            default -> new Reply.Html("<p>You are not signed in.</p><p><a href=\"/sign-in\">Sign in</a></p>");
        };
    }

    private String authorizationRequest() {
        if (verifiers.size() > MAX_OPEN) {
            verifiers.clear();
        }
        String state = token();
        String verifier = token();
        verifiers.put(state, verifier);
        return endpoint + "/oidc/auth?"
                + form(Map.of(
                        "client_id",
                        clientId,
                        "redirect_uri",
                        redirectUri(),
                        "response_type",
                        "code",
                        "scope",
                        "openid profile identities offline_access",
                        "prompt",
                        "consent",
                        "state",
                        state,
                        "code_challenge",
                        challenge(verifier),
                        "code_challenge_method",
                        "S256"));
    }

    private String redeemed(Map<String, String> callback) throws IOException, InterruptedException {
        String verifier = verifiers.remove(callback.getOrDefault("state", ""));
        if (verifier != null && "access_denied".equals(callback.get("error"))) {
            return "<p>You came back without signing in.</p><p><a href=\"/sign-in\">Sign in</a></p>";
        }
        if (verifier == null || !callback.containsKey("code")) {
            return "<p>No sign-in is waiting for this answer.</p><p><a href=\"/\">Back</a></p>";
        }
        JsonNode tokens = post(
                endpoint + "/oidc/token",
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "client_id",
                        clientId,
                        "code",
                        callback.get("code"),
                        "redirect_uri",
                        redirectUri(),
                        "code_verifier",
                        verifier));
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint + "/oidc/me"))
                .header("Authorization", "Bearer " + tokens.path("access_token").asText())
                .build();
        String userInfo = http.send(request, BodyHandlers.ofString()).body();
        String signOut = endpoint + "/oidc/session/end?"
                + form(Map.of("client_id", clientId, "post_logout_redirect_uri", home()));
        return "<p>Signed in. Userinfo says:</p><pre>" + escape(pretty(userInfo)) + "</pre><p><a href=\""
                + escape(signOut) + "\">Sign out</a></p>";
    }

    private JsonNode post(String uri, Map<String, String> fields) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(fields)))
                .build();
        return new ObjectMapper()
                .readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    private static void answer(HttpExchange exchange, Route route) throws IOException {
        try (exchange) {
            switch (route.of(exchange.getRequestURI())) {
                case Reply.Redirect(var location) -> {
                    exchange.getResponseHeaders().set("Location", location);
                    exchange.sendResponseHeaders(303, -1);
                }
                case Reply.Html(var body) -> send(exchange, "text/html;charset=UTF-8", page(body));
                case Reply.Json(var body) -> send(exchange, "application/json", body);
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void send(HttpExchange exchange, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String page(String body) {
        return """
                <!doctype html><html lang="en"><meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <title>Latchkey demo</title>
                <style>body{font:1rem/1.5 system-ui;max-width:40rem;margin:3rem auto;padding:0 1rem}
                pre{background:#f3f4f6;padding:1rem;overflow:auto}</style>
                <h1>Latchkey demo</h1>""" + body;
    }

    private static Map<String, String> parameters(URI uri) {
        String query = uri.getQuery() == null ? "" : uri.getQuery();
        return Arrays.stream(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (first, second) -> first));
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String pretty(String json) throws IOException {
        return new ObjectMapper().readTree(json).toPrettyString();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    private String token() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
