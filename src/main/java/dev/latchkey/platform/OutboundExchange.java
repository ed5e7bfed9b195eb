package dev.latchkey.platform;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/// One request and its answer, over a connection to exactly this address. By Vert.x, as the JDK's client
/// cannot be told where a name is.
final class OutboundExchange {
    /// The calls of one sign-in share a connection. Not longer, as a call that the other side meanwhile
    /// hung up on cannot be repeated.
    private static final int KEEP_ALIVE_SECONDS = 3;

    private static final int GRACE_MILLIS = 1000;

    private final HttpClient client;

    OutboundExchange(Vertx vertx, HttpClientOptions options, LatchkeyConfig.Outbound settings) {
        int millis = Math.toIntExact(settings.timeout().toMillis());
        this.client = vertx.createHttpClient(options.setVerifyHost(true)
                .setMaxPoolSize(settings.maxCallsPerHost())
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setConnectTimeout(millis + GRACE_MILLIS) // the exchange as a whole ends earlier
                .setMaxRedirects(0));
    }

    /// Ends when the answer is there; cancelled, it ends the exchange.
    CompletableFuture<OutboundResponse> start(HttpRequest request, InetAddress address) {
        CompletableFuture<OutboundResponse> result = new CompletableFuture<>();
        Optional<Buffer> body = request.bodyPublisher().map(OutboundBody::of).map(Buffer::buffer);
        client.request(options(request, address))
                .onSuccess(call -> send(call, body, result))
                .onFailure(result::completeExceptionally);
        return result;
    }

    void close() {
        client.close();
    }

    private static RequestOptions options(HttpRequest request, InetAddress address) {
        URI uri = request.uri();
        boolean tls = "https".equalsIgnoreCase(uri.getScheme());
        int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(request.method()))
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, port)))
                .setSsl(tls)
                .setHost(uri.getHost())
                .setPort(port)
                .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery())
                .setFollowRedirects(false);
        request.headers().map().forEach((name, values) -> values.forEach(value -> options.addHeader(name, value)));
        return options.putHeader("User-Agent", "Latchkey");
    }

    private static void send(
            HttpClientRequest call, Optional<Buffer> body, CompletableFuture<OutboundResponse> result) {
        result.whenComplete((answer, failure) -> {
            if (failure != null) {
                call.reset();
            }
        });
        if (result.isDone()) {
            return; // nobody waits any more, so nothing is sent
        }
        call.exceptionHandler(result::completeExceptionally);
        body.map(call::send)
                .orElseGet(call::send)
                .onSuccess(response -> receive(response, result))
                .onFailure(result::completeExceptionally);
    }

    /// Gives up as soon as the answer passes the limit, so that nobody can fill the memory.
    private static void receive(HttpClientResponse response, CompletableFuture<OutboundResponse> result) {
        Buffer collected = Buffer.buffer();
        response.exceptionHandler(result::completeExceptionally);
        response.handler(part -> {
            if (collected.length() + part.length() > OutboundClient.MAX_RESPONSE_BYTES) {
                result.completeExceptionally(new TooLarge());
            } else {
                collected.appendBuffer(part);
            }
        });
        response.endHandler(_ ->
                result.complete(new OutboundResponse(response.statusCode(), headers(response), collected.getBytes())));
    }

    private static HttpHeaders headers(HttpClientResponse response) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        response.headers()
                .forEach((name, value) ->
                        headers.computeIfAbsent(name, _ -> new ArrayList<>()).add(value));
        return HttpHeaders.of(headers, (name, value) -> true);
    }

    /// Tells the limit apart from a broken connection.
    static final class TooLarge extends RuntimeException {
        TooLarge() {
            super("the answer is too large", null, false, false);
        }
    }
}
