package dev.latchkey.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A provider that answers what it was told to, and remembers what it was asked.
public final class JsonServer implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Map<String, Call> calls = new ConcurrentHashMap<>();

    private record Answer(int status, String body) {}

    /// @param parameters of query and form together
    public record Call(Map<String, String> parameters, String authorization) {}

    private JsonServer(HttpServer server) {
        this.server = server;
        server.createContext("/", this::answer);
        server.start();
    }

    public static JsonServer start() {
        try {
            return new JsonServer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    public JsonServer on(String path, String body) {
        return on(path, 200, body);
    }

    public JsonServer on(String path, int status, String body) {
        answers.put(path, new Answer(status, body));
        return this;
    }

    /// The last one.
    public Call call(String path) {
        return calls.get(path);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        String path = exchange.getRequestURI().getPath();
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        calls.put(path, new Call(OidcProvider.parameters((query == null ? "" : query) + "&" + form), authorization));
        Answer answer = answers.getOrDefault(path, new Answer(404, "{}"));
        byte[] bytes = answer.body().getBytes(UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
