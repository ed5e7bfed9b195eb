package dev.latchkey.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A relying party that is told of sign-outs: by back-channel at `/backchannel`, by frames at
/// `/frontchannel`. It answers with the next of its statuses, at last with 200; 0 is no answer at all.
public final class LogoutReceiver implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpServer server;
    private final BlockingQueue<String> tokens = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
    private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();

    public LogoutReceiver(Integer... statuses) {
        this.statuses.addAll(List.of(statuses));
        try {
            server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/backchannel", this::receive);
        server.createContext("/frontchannel", this::show);
        server.start();
    }

    public String origin() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    public String backChannel() {
        return origin() + "/backchannel";
    }

    public String frontChannel() {
        return origin() + "/frontchannel?app=1";
    }

    /// The next logout token that arrives.
    public Jwt token() {
        return Jwt.of(next(tokens));
    }

    /// The query with which the next frame was loaded.
    public String frame() {
        return next(frames);
    }

    /// True when nothing else has arrived for a while.
    public boolean isQuiet() {
        try {
            return tokens.poll(700, TimeUnit.MILLISECONDS) == null && frames.isEmpty();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static String next(BlockingQueue<String> queue) {
        try {
            String next = queue.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (next == null) {
                throw new AssertionError("nothing arrived");
            }
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void receive(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
        boolean form = "application/x-www-form-urlencoded"
                .equals(exchange.getRequestHeaders().getFirst("Content-Type"));
        tokens.add(
                form && body.startsWith("logout_token=")
                        ? URLDecoder.decode(body.substring("logout_token=".length()), StandardCharsets.UTF_8)
                        : "not a logout token: " + body);
        Integer next = statuses.poll();
        int status = next == null ? 200 : next;
        if (status > 0) {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        }
    }

    private void show(HttpExchange exchange) throws IOException {
        frames.add(exchange.getRequestURI().getRawQuery());
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }
}
