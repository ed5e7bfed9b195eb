package dev.latchkey.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.testing.Management;
import dev.latchkey.testing.RandomInput;
import dev.latchkey.testing.Routes;
import dev.latchkey.testing.Routes.Route;
import dev.latchkey.testing.Wire;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whatever is sent to whichever address: the answer is a standard refusal, never a fault.
@QuarkusTest
class EveryRouteTest {
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
    private static final String JSON = "Content-Type: application/json";

    /// Names that some endpoint reads.
    private static final List<String> NAMES = List.of(
            "client_id",
            "redirect_uri",
            "response_type",
            "scope",
            "state",
            "request_uri",
            "grant_type",
            "code",
            "refresh_token",
            "token",
            "id_token_hint",
            "post_logout_redirect_uri",
            "id",
            "csrf",
            "username",
            "auth_code",
            "user_code",
            "page",
            "search",
            "userId",
            "access_token");

    private List<Route> routes;
    private String bearer;

    @BeforeEach
    void collect() {
        routes = Routes.all();
        bearer = "Authorization: Bearer " + Management.token("all");
    }

    @Test
    void allAreKnown() {
        assertTrue(routes.size() > 70, () -> routes.toString());
        assertTrue(routes.contains(new Route("POST", "/oidc/token")));
        assertTrue(routes.contains(new Route("PATCH", "/api/users/{id}")));
        assertTrue(routes.contains(new Route("GET", "/sign-in")));
    }

    @Test
    void repeatedParametersAreNoFault() {
        String twice = String.join(
                "&", NAMES.stream().map(name -> name + "=1&" + name + "=2").toList());
        each(route -> {
            assertAnswered(route, "a repeated query", query(route, twice));
            assertAnswered(route, "a repeated form", body(route, FORM, bytes(twice)));
        });
    }

    @Test
    void nulAndBrokenUtf8AreNoFault() {
        for (String bad : List.of("%00", "%FF%FE", "%C3", "%ED%A0%80", "%", "%zz", "\u00ff\u00fe")) {
            String all = String.join(
                    "&", NAMES.stream().map(name -> name + "=" + bad).toList());
            each(route -> {
                assertAnswered(route, bad + " in the query", query(route, all));
                assertAnswered(route, bad + " in the form", body(route, FORM, bytes(all)));
                assertAnswered(route, bad + " in JSON", body(route, JSON, bytes("{\"name\": \"" + bad + "\"}")));
            });
        }
    }

    @Test
    void oddPathsAreNoFault() {
        for (String odd : List.of("%00", "%FF", "..%2F..", "%5C", "'", "%2e%2e", ";a=b", "x".repeat(3000))) {
            each(route -> assertAnswered(
                    route, odd + " in the path", Wire.send(route.method(), route.target(odd), head(route), bytes(""))));
        }
    }

    @Test
    void aMegabyteIsRefused() {
        byte[] large = bytes("a=" + "b".repeat(1024 * 1024));
        each(route -> {
            if (route.hasBody()) {
                Wire.Answer answer = body(route, FORM, large);
                assertTrue(answer.status() == 413 || answer.status() == 400, () -> route + " answers " + answer);
            }
        });
    }

    @Test
    void otherContentIsNoFault() {
        List<String> types = List.of(
                "Content-Type: text/plain",
                "Content-Type: application/xml",
                "Content-Type: multipart/form-data; boundary=x",
                "Content-Type: application/json; charset=utf-7",
                "Content-Type: ;",
                "X-Nothing: here");
        for (String type : types) {
            each(route -> assertAnswered(route, type, body(route, type, bytes("<a/>--x\r\n{\"a\":"))));
        }
        for (String json :
                List.of("", "null", "[]", "1", "\"a\"", "{", "{\"a\":1}x", "[".repeat(5000), "{\"name\":{}}")) {
            each(route -> assertAnswered(route, json, body(route, JSON, bytes(json))));
        }
    }

    @Test
    void oddAuthorizationsAreNoFault() {
        for (String odd :
                List.of("Basic", "Basic !", "Basic Og==", "Basic /w==", "Bearer a b", "DPoP x", "\u00ff", ",")) {
            each(route -> assertAnswered(
                    route,
                    odd,
                    Wire.send(
                            route.method(),
                            route.target("x"),
                            List.of(
                                    "Authorization: " + odd,
                                    FORM,
                                    "Cookie: latchkey_session=\u00ff; =; a",
                                    "DPoP: x.y.z"),
                            bytes(route.hasBody() ? "client_id=x&token=y&grant_type=z" : ""))));
        }
    }

    @Test
    void methodsThatAnAddressDoesNotKnowAreRefused() {
        for (String method : List.of("PUT", "DELETE", "PATCH", "TRACE", "PROPFIND")) {
            routes.stream()
                    .filter(route -> !route.isOfTheManagementApi())
                    .filter(route -> !routes.contains(new Route(method, route.path())))
                    .forEach(route -> {
                        int status = Wire.send(method, route.target("x"), List.of(), bytes(""))
                                .status();
                        assertTrue(status / 100 == 4 || status == 501, method + " " + route.path() + ": " + status);
                    });
        }
    }

    @Test
    void whateverIsPostedToTheProtocolEndpointsIsAnsweredWithAStandardError() {
        Random random = new Random(6749);
        List<Route> endpoints = routes.stream()
                .filter(route -> route.path().startsWith("/oidc/") && route.hasBody())
                .toList();
        List<byte[]> inputs = new ArrayList<>();
        RandomInput.each(7662, inputs::add);
        for (int i = 0; i < 400; i++) {
            Route route = endpoints.get(random.nextInt(endpoints.size()));
            byte[] input = inputs.get(random.nextInt(inputs.size()));
            String name = NAMES.get(random.nextInt(NAMES.size())) + "=";
            byte[] form = Stream.of(bytes(name), input)
                    .reduce((a, b) -> bytes(
                            new String(a, StandardCharsets.ISO_8859_1) + new String(b, StandardCharsets.ISO_8859_1)))
                    .orElseThrow();
            assertAnswered(route, java.util.HexFormat.of().formatHex(form), body(route, FORM, form));
        }
    }

    private interface Probe {
        void on(Route route);
    }

    private void each(Probe probe) {
        routes.forEach(probe::on);
    }

    private Wire.Answer query(Route route, String query) {
        return Wire.send(route.method(), route.target("x") + "?" + query, head(route), bytes(""));
    }

    private Wire.Answer body(Route route, String type, byte[] body) {
        List<String> head = new ArrayList<>(head(route));
        head.add(type);
        return Wire.send(route.method(), route.target("x"), head, body);
    }

    private List<String> head(Route route) {
        return route.isOfTheManagementApi() ? List.of(bearer) : List.of();
    }

    /// No fault, and every refusal says what is wrong in the form of its interface.
    private static void assertAnswered(Route route, String what, Wire.Answer answer) {
        String at = route.method() + " " + route.path() + " with " + what + " answers " + answer.status();
        assertTrue(answer.status() < 500, () -> at + ": " + answer.body());
        String type = answer.header("Content-Type").orElse("");
        if (answer.status() >= 400 && type.contains("json") && !answer.body().isEmpty()) {
            assertTrue(
                    answer.body().contains("\"code\"") || answer.body().contains("\"error\""),
                    () -> at + ": " + answer.body());
        }
        if (type.contains("html")) {
            assertEquals(true, answer.header("Content-Security-Policy").isPresent(), at);
        }
        assertTrue(!answer.body().contains("Exception"), () -> at + ": " + answer.body());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
