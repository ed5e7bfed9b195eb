package dev.latchkey.platform;

import dev.latchkey.platform.OutboundException.Reason;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpClientOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/// The only way out: every call to another service goes through [#send], so that limits and rules
/// hold for all of them.
///
/// Where a call goes is looked up once, every address is checked, and the connection is made to the
/// checked address itself, so that a name cannot mean something else a moment later; TLS still proves the
/// name. It follows no redirect, keeps no cookie, repeats nothing, and an exchange is over when the
/// timeout is: lookup, connection, headers and body together, however slowly the other side sends. A
/// bean, not static code, so that a native image makes the client when it starts.
@Singleton
public class OutboundClient {
    /// What an answer may weigh: far more than any profile or key set.
    public static final int MAX_RESPONSE_BYTES = 256 * 1024;

    private final OutboundExchange exchange;
    private final OutboundLookup lookup;
    private final OutboundGuard guard;
    private final OutboundLimits limits;
    private final Duration timeout;

    @Inject
    public OutboundClient(LatchkeyConfig config, Vertx vertx) {
        this(config, vertx, InetAddress::getAllByName, new HttpClientOptions());
    }

    /// @param names looks a name up
    /// @param options which certificates are trusted
    OutboundClient(LatchkeyConfig config, Vertx vertx, OutboundLookup.Names names, HttpClientOptions options) {
        LatchkeyConfig.Outbound settings = config.outbound();
        this.timeout = settings.timeout();
        this.guard = new OutboundGuard(settings.allowPrivateNetworks());
        this.limits = new OutboundLimits(settings.maxCalls(), settings.maxCallsPerHost());
        this.lookup = new OutboundLookup(names, settings.maxCalls());
        this.exchange = new OutboundExchange(vertx, options, settings);
    }

    /// Sends a request and waits for the whole answer; blocks, so call it from a virtual thread.
    ///
    /// @throws OutboundException when there is no complete answer in time
    public OutboundResponse send(HttpRequest request) {
        String host = guard.requireHost(request.uri());
        try (OutboundLimits.Place _ = limits.take(host)) {
            long end = System.nanoTime() + timeout.toNanos();
            InetAddress address = checked(request.uri(), await(lookup.of(host), end));
            return await(exchange.start(request, address), end);
        } catch (TimeoutException _) {
            throw failure(Reason.TIMEOUT, request, "did not answer completely within " + timeout.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw failed(request, e.getCause());
        } catch (RejectedExecutionException _) {
            throw OutboundLimits.busy(host);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw failure(Reason.CONNECTION, request, "was not waited for: the service is stopping");
        }
    }

    @PreDestroy
    void close() {
        lookup.close();
        exchange.close();
    }

    /// All of them, as nobody knows which one another lookup would give.
    private InetAddress checked(URI uri, InetAddress[] addresses) {
        for (InetAddress address : addresses) {
            guard.requireAllowed(uri, address);
        }
        return addresses[0];
    }

    private static <T> T await(CompletableFuture<T> result, long end)
            throws TimeoutException, ExecutionException, InterruptedException {
        try {
            return result.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } finally {
            result.cancel(true); // does nothing to one that is complete
        }
    }

    private static OutboundException failed(HttpRequest request, Throwable cause) {
        return switch (cause) {
            case OutboundExchange.TooLarge _ ->
                failure(Reason.TOO_LARGE, request, "sent more than " + MAX_RESPONSE_BYTES + " bytes");
            case UnknownHostException _ -> failure(Reason.CONNECTION, request, "has no address");
            default -> failure(Reason.CONNECTION, request, "cannot be reached: " + describe(cause));
        };
    }

    private static OutboundException failure(Reason reason, HttpRequest request, String what) {
        return new OutboundException(reason, request.uri().getHost() + " " + what);
    }

    /// What broke, without a word that the other side chose: only TLS failures need their message.
    private static String describe(Throwable cause) {
        return switch (cause) {
            case SSLException tls -> tls.getMessage();
            case VertxException _ -> "the connection broke";
            default -> cause.getClass().getSimpleName();
        };
    }
}
