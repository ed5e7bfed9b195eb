package dev.latchkey.platform;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/// A range of addresses, written as in RFC 4632 §3.1.
record OutboundNetwork(byte[] prefix, int bits) {
    static OutboundNetwork of(String text) {
        String[] parts = text.split("/", 2);
        return new OutboundNetwork(InetAddress.ofLiteral(parts[0]).getAddress(), Integer.parseInt(parts[1]));
    }

    static List<OutboundNetwork> all(String... texts) {
        return Arrays.stream(texts).map(OutboundNetwork::of).toList();
    }

    boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != prefix.length) {
            return false;
        }
        int whole = bits / Byte.SIZE;
        int rest = bits % Byte.SIZE;
        return Arrays.equals(bytes, 0, whole, prefix, 0, whole)
                && (rest == 0 || (bytes[whole] ^ prefix[whole]) >> (Byte.SIZE - rest) == 0);
    }
}
