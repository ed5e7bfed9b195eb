package dev.latchkey.platform;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Who calls, as far as the network tells. `X-Forwarded-For` is what anybody can write, so it counts only
/// as far as the operator's own proxies wrote it: with `latchkey.proxy.hops` of them in front, the
/// address is the one that the outermost of them saw.
@Singleton
public class Caller {
    private static final int MAX_USER_AGENT = 256;
    private static final int IPV6_NETWORK_BYTES = 8;

    private final OptionalInt hops;

    Caller(ProxyConfig config) {
        this.hops = config.hops();
    }

    /// The address to record; a proxy's own, where nobody said that there is one.
    public String address(RoutingContext context) {
        return forwarded(context.request()).orElseGet(() -> peer(context.request()));
    }

    /// What limits by address go by, if the operator has said how addresses come about: behind a proxy
    /// that nobody told of, all people would share one. Of IPv6 the network is taken, since everybody has
    /// 2^64 addresses of it.
    public Optional<String> network(RoutingContext context) {
        return hops.isPresent() ? Optional.of(network(address(context))) : Optional.empty();
    }

    /// What the browser says about itself, cut to a length that is worth keeping.
    public String userAgent(RoutingContext context) {
        String header = context.request().getHeader("User-Agent");
        String text = header == null ? "" : header.replaceAll("\\p{Cntrl}", " ");
        return text.length() > MAX_USER_AGENT ? text.substring(0, MAX_USER_AGENT) : text;
    }

    private Optional<String> forwarded(HttpServerRequest request) {
        if (hops.orElse(0) == 0) {
            return Optional.empty();
        }
        List<String> addresses = request.headers().getAll("X-Forwarded-For").stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(String::strip)
                .toList();
        int index = addresses.size() - hops.getAsInt();
        return index < 0 ? Optional.empty() : literal(addresses.get(index)).map(InetAddress::getHostAddress);
    }

    private static String peer(HttpServerRequest request) {
        String host =
                request.remoteAddress() == null ? null : request.remoteAddress().hostAddress();
        return host == null ? "" : host;
    }

    private static String network(String address) {
        byte[] bytes = literal(address).map(InetAddress::getAddress).orElse(new byte[0]);
        return bytes.length > IPV6_NETWORK_BYTES
                ? HexFormat.of().formatHex(bytes, 0, IPV6_NETWORK_BYTES) + "::/64"
                : address;
    }

    /// An address as written; names are never looked up.
    private static Optional<InetAddress> literal(String text) {
        try {
            return text.matches("[0-9.]{7,15}|[0-9A-Fa-f:.]{2,45}")
                    ? Optional.of(InetAddress.ofLiteral(text))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
