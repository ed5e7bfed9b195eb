package dev.latchkey.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.latchkey.platform.OutboundException.Reason;
import dev.latchkey.testing.OutboundSettings;
import dev.latchkey.testing.TestCertificate;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Calls to other services: where they lead, and what ends them.
class OutboundClientTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch release = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            calls.incrementAndGet();
            answer(exchange, 200, exchange.getRequestHeaders().getFirst("Host"));
        });
        server.start();
    }

    @AfterEach
    void stop() {
        release.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @AfterAll
    static void close() {
        VERTX.close();
    }

    @Test
    void aCallKeepsTheNameThatItWasMadeFor() {
        OutboundResponse answer = local(SECOND).send(get("http://provider.test:" + port() + "/a?b=c"));
        assertEquals(200, answer.status());
        assertEquals("provider.test:" + port(), text(answer));
    }

    @Test
    void methodHeadersAndBodyArriveAsTheyWere() {
        server.createContext("/echo", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("X-One", "1");
            answer(
                    exchange,
                    201,
                    exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body + " "
                            + exchange.getRequestHeaders().getFirst("Authorization") + " "
                            + exchange.getRequestHeaders().getFirst("User-Agent"));
        });
        OutboundResponse answer = local(SECOND)
                .send(HttpRequest.newBuilder(address("/echo?x=%20y"))
                        .header("Authorization", "Bearer t")
                        .POST(BodyPublishers.ofString("你好"))
                        .build());
        assertEquals(201, answer.status());
        assertEquals("POST /echo?x=%20y 你好 Bearer t Latchkey", text(answer));
        assertEquals("1", answer.header("x-one").orElseThrow());
    }

    @Test
    void anInnerAddressIsNeverConnectedTo() {
        OutboundClient strict = client(new OutboundSettings(SECOND, false, 4, 4), loopback());
        assertEquals(Reason.FORBIDDEN, reason(strict, get("https://provider.test:" + port() + "/")));
        assertEquals(Reason.FORBIDDEN, reason(strict, get("https://127.0.0.1:" + port() + "/")));
        assertEquals(Reason.FORBIDDEN, reason(strict, get("https://[::ffff:127.0.0.1]:" + port() + "/")));
        assertEquals(Reason.FORBIDDEN, reason(strict, get("http://provider.test:" + port() + "/")));
        assertEquals(0, calls.get());
    }

    @Test
    void oneInnerAddressAmongPublicOnesIsEnoughToRefuse() {
        OutboundClient strict = client(new OutboundSettings(SECOND, false, 4, 4), _ ->
                new InetAddress[] {InetAddress.ofLiteral("8.8.8.8"), InetAddress.ofLiteral("10.0.0.1")});
        assertEquals(Reason.FORBIDDEN, reason(strict, get("https://provider.test/")));
    }

    /// A name server that answers with a public address first and an inner one then (DNS rebinding).
    @Test
    void aNameIsLookedUpOnceSoThatItCannotTurnInwardsAfterTheCheck() {
        AtomicInteger lookups = new AtomicInteger();
        OutboundClient strict =
                client(new OutboundSettings(Duration.ofMillis(300), false, 4, 4), _ -> new InetAddress[] {
                    lookups.getAndIncrement() == 0
                            ? InetAddress.ofLiteral("192.0.1.1")
                            : InetAddress.getLoopbackAddress()
                });
        Reason first = reason(strict, get("https://rebinding.test:" + port() + "/"));
        assertTrue(List.of(Reason.TIMEOUT, Reason.CONNECTION).contains(first), first.name());
        assertEquals(1, lookups.get());
        assertEquals(Reason.FORBIDDEN, reason(strict, get("https://rebinding.test:" + port() + "/")));
        assertEquals(0, calls.get());
    }

    @Test
    void aRedirectIsNotFollowed() {
        server.createContext("/redirect", exchange -> {
            exchange.getResponseHeaders().add("Location", "/");
            answer(exchange, 302, "");
        });
        OutboundResponse answer =
                local(SECOND).send(HttpRequest.newBuilder(address("/redirect")).build());
        assertEquals(302, answer.status());
        assertFalse(answer.isSuccess());
        assertEquals(0, calls.get());
    }

    @Test
    void anAnswerMayWeighSoMuchAndNoMore() {
        server.createContext("/full", exchange -> answer(exchange, 200, "x".repeat(OutboundClient.MAX_RESPONSE_BYTES)));
        server.createContext("/over", exchange -> {
            exchange.sendResponseHeaders(200, 0); // of a length that nobody tells
            exchange.getResponseBody().write(new byte[OutboundClient.MAX_RESPONSE_BYTES + 1]);
            exchange.close();
        });
        OutboundClient client = local(Duration.ofSeconds(5));
        assertEquals(
                OutboundClient.MAX_RESPONSE_BYTES,
                client.send(HttpRequest.newBuilder(address("/full")).build()).body().length);
        assertEquals(
                Reason.TOO_LARGE,
                reason(client, HttpRequest.newBuilder(address("/over")).build()));
    }

    @Test
    void anAnswerThatTricklesInEndsInTime() {
        server.createContext("/trickle", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                while (!release.await(50, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                    exchange.getResponseBody().write('x');
                    exchange.getResponseBody().flush();
                }
            } catch (InterruptedException | IOException _) {
                exchange.close();
            }
        });
        long began = System.nanoTime();
        assertEquals(
                Reason.TIMEOUT,
                reason(
                        local(Duration.ofMillis(400)),
                        HttpRequest.newBuilder(address("/trickle")).build()));
        assertTrue(System.nanoTime() - began < Duration.ofSeconds(3).toNanos());
    }

    @Test
    void aNameServerThatDoesNotAnswerEndsInTime() {
        OutboundClient client = client(OutboundSettings.local(Duration.ofMillis(200)), _ -> {
            try {
                release.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            throw new UnknownHostException();
        });
        assertEquals(Reason.TIMEOUT, reason(client, get("http://slow.test/")));
    }

    @Test
    void aNameWithoutAddressIsNoConnection() {
        OutboundClient client = client(OutboundSettings.local(SECOND), host -> {
            throw new UnknownHostException(host);
        });
        assertEquals(Reason.CONNECTION, reason(client, get("http://nowhere.test/")));
    }

    @Test
    void aSlowHostTakesNoPlaceFromTheOthers() throws Exception {
        CountDownLatch arrived = new CountDownLatch(2);
        server.createContext("/slow", exchange -> {
            arrived.countDown();
            try {
                release.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            answer(exchange, 200, "");
        });
        OutboundClient client = client(new OutboundSettings(Duration.ofSeconds(10), true, 3, 2), loopback());
        List<Future<OutboundResponse>> waiting = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            waiting.add(threads.submit(() -> client.send(get("http://slow.test:" + port() + "/slow"))));
        }
        arrived.await();

        assertEquals(Reason.BUSY, reason(client, get("http://slow.test:" + port() + "/")));
        assertEquals(200, client.send(get("http://other.test:" + port() + "/")).status());
        release.countDown();
        for (Future<OutboundResponse> call : waiting) {
            assertEquals(200, call.get().status());
        }
        assertEquals(200, client.send(get("http://slow.test:" + port() + "/")).status());
    }

    @Test
    void thereIsALimitForAllHostsTogether() {
        OutboundLimits limits = new OutboundLimits(2, 2);
        try (OutboundLimits.Place _ = limits.take("a");
                OutboundLimits.Place _ = limits.take("b")) {
            assertThrows(OutboundException.class, () -> limits.take("c"));
        }
        limits.take("c").close();
    }

    @Test
    void tlsProvesTheNameAndNotTheAddress() throws Exception {
        TestCertificate certificate = TestCertificate.of("provider.test");
        HttpsServer secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
        secure.createContext("/", exchange -> answer(exchange, 200, "secret"));
        secure.start();
        try {
            int port = secure.getAddress().getPort();
            OutboundClient client = new OutboundClient(
                    OutboundSettings.local(Duration.ofSeconds(5)),
                    VERTX,
                    loopback(),
                    new HttpClientOptions().setTrustOptions(certificate.trust()));
            assertEquals("secret", text(client.send(get("https://provider.test:" + port + "/"))));
            assertEquals(Reason.CONNECTION, reason(client, get("https://other.test:" + port + "/")));
            assertEquals(
                    Reason.CONNECTION,
                    reason(local(Duration.ofSeconds(5)), get("https://provider.test:" + port + "/")));
        } finally {
            secure.stop(0);
        }
    }

    private static OutboundClient local(Duration timeout) {
        return client(OutboundSettings.local(timeout), loopback());
    }

    private static OutboundClient client(LatchkeyConfig settings, OutboundLookup.Names names) {
        return new OutboundClient(settings, VERTX, names, new HttpClientOptions());
    }

    /// Every name is this machine's, as far as it is none of its own.
    private static OutboundLookup.Names loopback() {
        return host -> host.endsWith(".test")
                ? new InetAddress[] {InetAddress.getLoopbackAddress()}
                : InetAddress.getAllByName(host);
    }

    private static Reason reason(OutboundClient client, HttpRequest request) {
        return assertThrows(OutboundException.class, () -> client.send(request)).reason();
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private URI address(String path) {
        return URI.create("http://localhost:" + port() + path);
    }

    private static HttpRequest get(String address) {
        return HttpRequest.newBuilder(URI.create(address)).build();
    }

    private static String text(OutboundResponse answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
