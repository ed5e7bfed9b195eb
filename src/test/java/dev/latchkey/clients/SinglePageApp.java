package dev.latchkey.clients;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;

/// Serves the files of a single-page app: its page for every address that is no file.
final class SinglePageApp implements AutoCloseable {
    private final Path folder;
    private final HttpServer server;
    private volatile String settings = "{}";

    SinglePageApp(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    String origin() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /// What the page reads at `/settings.json`.
    void configure(String json) {
        settings = json;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            Path file = folder.resolve(path.substring(1)).normalize();
            if (path.equals("/settings.json")) {
                send(exchange, "application/json", settings.getBytes(StandardCharsets.UTF_8));
            } else if (file.startsWith(folder) && Files.isRegularFile(file)) {
                send(exchange, "text/javascript", Files.readAllBytes(file));
            } else {
                send(exchange, "text/html", Files.readAllBytes(folder.resolve("single-page-app.html")));
            }
        }
    }

    private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type + ";charset=UTF-8");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }
}
