package dev.latchkey.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// An HTTP answer.
record Reply(int status, Map<String, String> headers, byte[] body) {
    static Reply page(int status, String html) {
        Map<String, String> headers = Map.of(
                "Content-Type", "text/html;charset=utf-8",
                "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
        return new Reply(status, headers, html.getBytes(StandardCharsets.UTF_8));
    }

    static Reply redirect(String address) {
        return new Reply(302, Map.of("Location", address), new byte[0]);
    }

    void send(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
