package dev.latchkey.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.latchkey.oauth.CodeChallenge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/// An OpenID provider on this machine that really signs: it checks client, return address and PKCE, takes a
/// code once, and can be told to lie.
public final class OidcProvider implements AutoCloseable {
    public static final String CLIENT = "latchkey-at-provider";
    public static final String SECRET = "provider-secret-1";

    private static final RsaJsonWebKey FIRST = newKey("one"); // it takes a second

    private final ObjectMapper json = new ObjectMapper();
    private final HttpServer server;
    private final Map<String, Visit> codes = new ConcurrentHashMap<>();
    private final AtomicInteger tokenCalls = new AtomicInteger();

    private volatile RsaJsonWebKey key = FIRST;
    private volatile Consumer<ObjectNode> claims = _ -> {};
    private volatile BiConsumer<JsonWebSignature, ObjectNode> signing = (_, _) -> {};
    private volatile Consumer<ObjectNode> userInfo = _ -> {};
    private volatile Consumer<ObjectNode> discovery = _ -> {};
    private volatile Consumer<ObjectNode> tokens = _ -> {};
    private volatile Predicate<Map<String, String>> client = _ -> false;
    private volatile Optional<Integer> failure = Optional.empty();

    private record Visit(Map<String, String> request) {}

    private OidcProvider(HttpServer server) {
        this.server = server;
        answer("/.well-known/openid-configuration", _ -> discoveryDocument());
        answer("/common/v2.0/.well-known/openid-configuration", _ -> discoveryDocument());
        answer("/jwks", _ -> keySet());
        answer("/userinfo", this::person);
        server.createContext("/token", this::token);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public static OidcProvider start() {
        try {
            return new OidcProvider(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String issuer() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    public int tokenCalls() {
        return tokenCalls.get();
    }

    /// Changes what the ID token says.
    public void claims(Consumer<ObjectNode> change) {
        claims = change;
    }

    /// Changes how the ID token is signed.
    public void signing(BiConsumer<JsonWebSignature, ObjectNode> change) {
        signing = change;
    }

    public void userInfo(Consumer<ObjectNode> change) {
        userInfo = change;
    }

    public void discovery(Consumer<ObjectNode> change) {
        discovery = change;
    }

    /// Changes the token answer.
    public void tokens(Consumer<ObjectNode> change) {
        tokens = change;
    }

    /// Takes others than the one client.
    public void clientIs(Predicate<Map<String, String>> check) {
        client = check;
    }

    /// Answers every call for tokens with this status.
    public void failing(int status) {
        failure = Optional.of(status);
    }

    /// Signs with another key from now on, and publishes only that one.
    public void rotate() {
        key = newKey("two");
    }

    /// A person says yes.
    ///
    /// @return what the browser takes back
    public Map<String, String> visit(URI authorization) {
        Map<String, String> request = parameters(authorization.getRawQuery());
        String code = "code-" + codes.size() + "-" + System.nanoTime();
        codes.put(code, new Visit(request));
        Map<String, String> callback = new HashMap<>();
        callback.put("code", code);
        callback.put("iss", issuer());
        return callback;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private ObjectNode discoveryDocument() {
        ObjectNode document = json.createObjectNode()
                .put("issuer", issuer())
                .put("authorization_endpoint", issuer() + "/authorize")
                .put("token_endpoint", issuer() + "/token")
                .put("userinfo_endpoint", issuer() + "/userinfo")
                .put("jwks_uri", issuer() + "/jwks")
                .put("authorization_response_iss_parameter_supported", true);
        discovery.accept(document);
        return document;
    }

    private ObjectNode keySet() {
        ObjectNode set = json.createObjectNode();
        set.putArray("keys").add(json.<ObjectNode>valueToTree(key.toParams(OutputControlLevel.PUBLIC_ONLY)));
        return set;
    }

    private ObjectNode person(HttpExchange exchange) {
        ObjectNode person = json.createObjectNode()
                .put("sub", "person-1")
                .put("name", "Lin")
                .put("picture", "https://pictures.example/lin.png")
                .put("email", "Lin@Example.COM")
                .put("email_verified", true);
        userInfo.accept(person);
        return person;
    }

    private void token(HttpExchange exchange) throws IOException {
        tokenCalls.incrementAndGet();
        Map<String, String> form =
                parameters(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        if (failure.isPresent()) {
            send(exchange, failure.get(), json.createObjectNode());
        } else if (!isClient(exchange, form)) {
            send(exchange, 401, json.createObjectNode().put("error", "invalid_client"));
        } else {
            redeem(exchange, form, Optional.ofNullable(codes.remove(form.getOrDefault("code", ""))));
        }
    }

    private void redeem(HttpExchange exchange, Map<String, String> form, Optional<Visit> visit) throws IOException {
        boolean right = visit.map(Visit::request)
                .filter(request -> request.get("redirect_uri").equals(form.get("redirect_uri")))
                .filter(request -> "S256".equals(request.get("code_challenge_method")))
                .filter(request -> new CodeChallenge(request.get("code_challenge"))
                        .isAnsweredBy(form.getOrDefault("code_verifier", "")))
                .isPresent();
        if (!right) {
            send(
                    exchange,
                    400,
                    json.createObjectNode()
                            .put("error", "invalid_grant")
                            .put("error_description", "no such code: " + form.get("code")));
            return;
        }
        String accessToken = "access-" + System.nanoTime();
        ObjectNode answer = json.createObjectNode()
                .put("access_token", accessToken)
                .put("token_type", "Bearer")
                .put("id_token", idToken(visit.get().request(), accessToken));
        tokens.accept(answer);
        send(exchange, 200, answer);
    }

    private boolean isClient(HttpExchange exchange, Map<String, String> form) {
        String basic = Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes(UTF_8));
        return ("Basic " + basic).equals(exchange.getRequestHeaders().getFirst("Authorization"))
                || CLIENT.equals(form.get("client_id")) && SECRET.equals(form.get("client_secret"))
                || client.test(form);
    }

    private String idToken(Map<String, String> request, String accessToken) {
        long now = Instant.now().getEpochSecond();
        ObjectNode payload = json.createObjectNode()
                .put("iss", issuer())
                .put("sub", "person-1")
                .put("aud", request.get("client_id"))
                .put("iat", now)
                .put("exp", now + 300)
                .put("nonce", request.get("nonce"))
                .put("at_hash", halfHash(accessToken));
        claims.accept(payload);
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmHeaderValue("RS256");
        jws.setKeyIdHeaderValue(key.getKeyId());
        jws.setKey(key.getPrivateKey());
        signing.accept(jws, payload);
        jws.setPayload(payload.toString());
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String halfHash(String accessToken) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(accessToken.getBytes(UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Page {
        ObjectNode of(HttpExchange exchange);
    }

    private void answer(String path, Page page) {
        server.createContext(path, exchange -> send(exchange, 200, page.of(exchange)));
    }

    private void send(HttpExchange exchange, int status, ObjectNode body) throws IOException {
        byte[] bytes = bytes(body);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private byte[] bytes(ObjectNode body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : List.of(query.split("&"))) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], parts.length == 1 ? "" : URLDecoder.decode(parts[1], UTF_8));
        }
        return parameters;
    }

    /// A key of somebody.
    public static RsaJsonWebKey newKey(String id) {
        try {
            PublicJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(id);
            return (RsaJsonWebKey) key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
