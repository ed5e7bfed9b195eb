package dev.latchkey.simulator;

import com.sun.net.httpserver.HttpExchange;
import dev.latchkey.simulator.Scenario.Breakage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/// How an answer travels, or fails to.
final class Transport {
    private static final int TOO_MUCH = 1024 * 1024;

    private Transport() {}

    /// The real gateway sends its JSON as HTML, and names the charset that it was asked for.
    static void send(HttpExchange exchange, byte[] answer, Charset charset, Optional<Scenario> scenario)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/html;charset=" + charset.name());
        exchange.getResponseHeaders().set("trace_id", "0a1b2c3d" + Integer.toHexString(Arrays.hashCode(answer)));
        switch (scenario.orElse(null)) {
            case Scenario.Slow(Duration delay) -> {
                sleep(delay);
                reply(200, answer).send(exchange);
            }
            case Scenario.Drip(Duration pause) -> drip(exchange, answer, pause);
            case Scenario.Status(int status) -> reply(status, new byte[0]).send(exchange);
            case Breakage breakage -> broken(exchange, answer, breakage);
            case Scenario.Refusal _, Scenario.Content _, Scenario.Ids _, Scenario.Tampering _ ->
                reply(200, answer).send(exchange);
            case null -> reply(200, answer).send(exchange);
        }
    }

    private static void broken(HttpExchange exchange, byte[] answer, Breakage breakage) throws IOException {
        switch (breakage) {
            case TRUNCATED ->
                reply(200, Arrays.copyOf(answer, answer.length - 20)).send(exchange);
            case HTML -> Reply.page(200, Html.page("系统繁忙", "<p>系统繁忙，请稍后再试</p>")).send(exchange);
            case EMPTY -> reply(200, new byte[0]).send(exchange);
            case OVERSIZE ->
                reply(200, " ".repeat(TOO_MUCH).getBytes(StandardCharsets.US_ASCII))
                        .send(exchange);
            case REDIRECT -> Reply.redirect("/gateway.do?followed=true").send(exchange);
            case RESET -> {} // closed without an answer
            case CUT_OFF -> {
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer, 0, answer.length / 2);
                exchange.getResponseBody().flush();
            }
        }
    }

    private static void drip(HttpExchange exchange, byte[] answer, Duration pause) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        OutputStream body = exchange.getResponseBody();
        for (byte octet : answer) {
            body.write(octet);
            body.flush();
            sleep(pause);
        }
    }

    private static Reply reply(int status, byte[] body) {
        return new Reply(status, Map.of(), body);
    }

    private static void sleep(Duration time) throws IOException {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw new IOException("the simulator was stopped", e);
        }
    }
}
