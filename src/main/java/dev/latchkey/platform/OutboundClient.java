package dev.latchkey.platform;

import dev.latchkey.platform.OutboundException.Reason;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/// The only way out: every call to another service goes through [#send], so that limits and rules
/// hold for all of them.
///
/// It follows no redirect, keeps no cookie, repeats nothing, and an exchange is over when the
/// timeout is: connection, headers and body together, however slowly the other side sends. A bean,
/// not static code, so that a native image makes the client when it starts.
@Singleton
public class OutboundClient {
    /// What an answer may weigh: far more than any profile or key set.
    public static final int MAX_RESPONSE_BYTES = 256 * 1024;

    private final HttpClient client;
    private final Duration timeout;

    public OutboundClient(LatchkeyConfig config) {
        this.timeout = config.outbound().timeout();
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
    }

    /// Sends a request and waits for the whole answer; blocks, so call it from a virtual thread.
    ///
    /// @throws OutboundException when there is no complete answer in time
    public OutboundResponse send(HttpRequest request) {
        CompletableFuture<HttpResponse<byte[]>> exchange =
                client.sendAsync(named(request), head -> new OutboundBody(MAX_RESPONSE_BYTES));
        try {
            HttpResponse<byte[]> answer = exchange.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return new OutboundResponse(answer.statusCode(), answer.headers(), answer.body());
        } catch (TimeoutException _) {
            throw failure(Reason.TIMEOUT, request, "did not answer completely within " + timeout.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw failed(request, e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw failure(Reason.CONNECTION, request, "was not waited for: the service is stopping");
        } finally {
            exchange.cancel(true); // does nothing to one that is complete
        }
    }

    @PreDestroy
    void close() {
        client.shutdownNow();
    }

    private static HttpRequest named(HttpRequest request) {
        return HttpRequest.newBuilder(request, (name, value) -> true)
                .setHeader("User-Agent", "Latchkey")
                .build();
    }

    /// The client's own timeout can only be that of the connection; a request has none.
    private OutboundException failed(HttpRequest request, Throwable cause) {
        return switch (cause) {
            case OutboundBody.TooLarge _ ->
                failure(Reason.TOO_LARGE, request, "sent more than " + MAX_RESPONSE_BYTES + " bytes");
            case HttpTimeoutException _ ->
                failure(Reason.TIMEOUT, request, "did not accept a connection within " + timeout.toMillis() + " ms");
            default -> failure(Reason.CONNECTION, request, "cannot be reached: " + describe(cause));
        };
    }

    private static OutboundException failure(Reason reason, HttpRequest request, String what) {
        return new OutboundException(reason, request.uri().getHost() + " " + what);
    }

    /// What broke, without a word that the other side chose: only TLS failures need their message.
    private static String describe(Throwable cause) {
        return cause instanceof SSLException
                ? cause.getMessage()
                : cause.getClass().getSimpleName();
    }
}
