package dev.latchkey.testing;

import static dev.latchkey.testing.RelyingParty.parameter;
import static io.restassured.RestAssured.given;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.latchkey.testing.RelyingParty.Journey;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/// The app of a tutorial for web applications that render on their server, such as Next.js: tokens
/// stay there, and every page that it renders refreshes them twice at once, because two components
/// of the page want to know who is there.
public final class TutorialWebApp implements AutoCloseable {
    private static final String COOKIE = "bookstore";

    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final ClassLoader loader = Thread.currentThread().getContextClassLoader();
    private final HttpServer server;
    private final String home;
    private final RelyingParty party;

    /// What the app remembers of a browser.
    private static final class Session {
        private final Map<String, Journey> underWay = new ConcurrentHashMap<>();
        private volatile String refreshToken;
    }

    public TutorialWebApp(Admin admin) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        home = "http://localhost:" + server.getAddress().getPort() + "/";
        party = admin.application(
                "Traditional",
                Map.of("redirectUris", List.of(home + "callback"), "postLogoutRedirectUris", List.of(home)),
                Map.of());
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public String home() {
        return home;
    }

    public RelyingParty party() {
        return party;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        Thread.currentThread().setContextClassLoader(loader); // which knows the settings of the test
        try (exchange) {
            try {
                answer(exchange);
            } catch (RuntimeException | AssertionError e) {
                send(exchange, 500, "<h1>The app failed</h1><pre>" + e + "</pre>");
            }
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        Session session = session(exchange);
        switch (exchange.getRequestURI().getPath()) {
            case "/" -> send(exchange, 200, page(session));
            case "/sign-in" -> redirect(exchange, signIn(session));
            case "/callback" ->
                redirect(exchange, signedIn(session, exchange.getRequestURI().toString()));
            case "/sign-out" -> redirect(exchange, signOut(session));
            default -> send(exchange, 404, "");
        }
    }

    private String page(Session session) {
        if (session.refreshToken == null) {
            return "<h1>Bookstore</h1>" + button("sign-in", "Sign in");
        }
        List<Response> refreshed = Parallel.run(2, () -> party.refresh(session.refreshToken));
        refreshed.forEach(tokens -> tokens.then().statusCode(200));
        String accessToken = refreshed.getFirst().path("access_token");
        String name =
                given().auth().preemptive().oauth2(accessToken).get("/oidc/me").path("name");
        return "<h1>Hello, " + name + "</h1>" + button("sign-out", "Sign out");
    }

    private String signIn(Session session) {
        Journey journey = party.journey();
        session.underWay.put(journey.state(), journey);
        return journey.url();
    }

    /// Whoever comes back a second time finds the app as it is.
    private String signedIn(Session session, String callback) {
        Journey journey = session.underWay.remove(parameter(callback, "state"));
        if (journey != null) {
            Response tokens = party.redeem(parameter(callback, "code"), journey);
            tokens.then().statusCode(200);
            session.refreshToken = tokens.path("refresh_token");
        }
        return home;
    }

    private String signOut(Session session) {
        party.authenticated()
                .formParam("token", session.refreshToken)
                .post("/oidc/token/revocation")
                .then()
                .statusCode(200);
        session.refreshToken = null;
        return RelyingParty.endpoint() + "/oidc/session/end?client_id=" + party.id() + "&post_logout_redirect_uri="
                + URLEncoder.encode(home, StandardCharsets.UTF_8);
    }

    private Session session(HttpExchange exchange) {
        String cookies = String.join("; ", exchange.getRequestHeaders().getOrDefault("Cookie", List.of()));
        for (String cookie : cookies.split("; ")) {
            Session known =
                    cookie.startsWith(COOKIE + "=") ? sessions.get(cookie.substring(COOKIE.length() + 1)) : null;
            if (known != null) {
                return known;
            }
        }
        String id = UUID.randomUUID().toString();
        exchange.getResponseHeaders().set("Set-Cookie", COOKIE + "=" + id + "; Path=/; HttpOnly; SameSite=Lax");
        return sessions.computeIfAbsent(id, ignored -> new Session());
    }

    private static String button(String action, String text) {
        return "<form method=post action=/" + action + "><button>" + text + "</button></form>";
    }

    private static void redirect(HttpExchange exchange, String location) throws IOException {
        exchange.getResponseHeaders().set("Location", location);
        exchange.sendResponseHeaders(303, -1);
    }

    private static void send(HttpExchange exchange, int status, String html) throws IOException {
        byte[] page = ("<!doctype html><html lang=en><meta charset=utf-8><title>Bookstore</title>" + html)
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html;charset=UTF-8");
        exchange.sendResponseHeaders(status, page.length);
        exchange.getResponseBody().write(page);
    }
}
