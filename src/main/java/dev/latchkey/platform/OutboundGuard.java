package dev.latchkey.platform;

import dev.latchkey.platform.OutboundException.Reason;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Says where calls may go, so that an address that somebody entered leads into no inner network
/// (server-side request forgery): https, and addresses of the public internet.
final class OutboundGuard {
    /// Of no use to a call, or, like the metadata of a cloud's machines, for nobody else to read:
    /// refused whatever the settings say (RFC 6890, RFC 3927, RFC 4291 §2.5.6, §2.7).
    private static final List<OutboundNetwork> NEVER = OutboundNetwork.all(
            "0.0.0.0/8",
            "169.254.0.0/16",
            "100.100.100.200/32",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "::/128",
            "fe80::/10",
            "ff00::/8",
            "fd00:ec2::254/128");

    /// Inner networks, and what only exists in documents and tests (RFC 6890, RFC 6598, RFC 4193).
    private static final List<OutboundNetwork> INNER = OutboundNetwork.all(
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "3fff::/20");

    /// All that is routed of IPv6 (RFC 4291 §2.4). What maps or translates IPv4 lies outside.
    private static final OutboundNetwork ROUTED = OutboundNetwork.of("2000::/3");

    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
    private static final Pattern ENDS_IN_A_NUMBER = Pattern.compile("(?:.*\\.)?(?:\\d+|0[xX][0-9A-Fa-f]*)\\.?");

    private final boolean allowsInner;

    OutboundGuard(boolean allowsInner) {
        this.allowsInner = allowsInner;
    }

    /// The host of an address in lower case, without the brackets of IPv6. Other spellings of an IPv4 address than the
    /// usual one (decimal, octal, short) are understood differently by everybody, so by nobody here.
    String requireHost(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        String host = uri.getHost();
        if (host == null || uri.getRawUserInfo() != null) {
            throw forbidden("An address without host, or with a user, is not called.");
        }
        if (!scheme.equals("https") && !(scheme.equals("http") && allowsInner)) {
            throw forbidden(host + " is not called: only https is.");
        }
        if (ENDS_IN_A_NUMBER.matcher(host).matches() && !IPV4.matcher(host).matches()) {
            throw forbidden(host + " is not called: it is an unusual spelling of an IP address.");
        }
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host.toLowerCase(Locale.ROOT);
    }

    /// In clear only within inner networks.
    void requireAllowed(URI uri, InetAddress address) {
        boolean inner = isInner(address);
        if (isOneOf(NEVER, address) || inner && !allowsInner) {
            throw forbidden(uri.getHost() + " is not called: it has an address of an inner network"
                    + (inner ? " (latchkey.outbound.allow-private-networks)." : "."));
        }
        if (!inner && !"https".equalsIgnoreCase(uri.getScheme())) {
            throw forbidden(uri.getHost() + " is not called: on the internet only https is.");
        }
    }

    private static boolean isInner(InetAddress address) {
        boolean unrouted = address.getAddress().length > 4 && !ROUTED.contains(address);
        return unrouted || isOneOf(INNER, address);
    }

    private static boolean isOneOf(List<OutboundNetwork> networks, InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    private static OutboundException forbidden(String message) {
        return new OutboundException(Reason.FORBIDDEN, message);
    }
}
