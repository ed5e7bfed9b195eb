package dev.latchkey.oauth;

import static dev.latchkey.oauth.OAuthError.INVALID_REQUEST;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The parameters of one request, parsed once at the edge from their raw
/// `application/x-www-form-urlencoded` text.
///
/// Whoever holds one knows: every name appears once, except `resource` (RFC 8707 §2); empty values
/// are gone (RFC 6749 §3.1: as if omitted); there is no NUL, no broken UTF-8, and nothing larger
/// than the limits. Any other input was refused with `invalid_request`.
public final class Parameters {
    /// What a request may weigh in all, in bytes: query or body.
    public static final int MAX_BYTES = 56 * 1024;

    private static final int MAX_COUNT = 100;
    private static final int MAX_NAME = 128;
    private static final int MAX_VALUE = 16 * 1024;
    private static final Set<String> REPEATABLE = Set.of("resource");

    private final Map<String, List<String>> values;

    private Parameters(Map<String, List<String>> values) {
        this.values = values;
    }

    /// Parses a raw query (`null` when the request had none).
    public static Parameters ofQuery(String rawQuery) {
        return parse(rawQuery == null ? new byte[0] : rawQuery.getBytes(StandardCharsets.UTF_8));
    }

    /// Parses the raw bytes of a form body.
    public static Parameters ofForm(byte[] body) {
        return parse(body == null ? new byte[0] : body);
    }

    /// Those of these names alone, for a request that cannot be read as a whole: whatever else is in it
    /// is passed over.
    public static Parameters only(Set<String> names, byte[] raw) {
        String kept = Arrays.stream(new String(raw, StandardCharsets.ISO_8859_1).split("&"))
                .filter(pair -> names.contains(pair.split("=", 2)[0]))
                .collect(Collectors.joining("&"));
        return parse(kept.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Parameters that were parsed before, for example kept with a sign-in under way.
    public static Parameters of(Map<String, List<String>> values) {
        return new Parameters(Map.copyOf(values));
    }

    public Optional<String> find(String name) {
        List<String> found = values.get(name);
        return found == null ? Optional.empty() : Optional.of(found.getFirst());
    }

    public String required(String name) {
        List<String> found = values.get(name);
        if (found == null) {
            throw INVALID_REQUEST.because("missing required parameter " + name);
        }
        return found.getFirst();
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /// All values of a repeatable parameter, in order; empty when absent.
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    public Map<String, List<String>> asMap() {
        return values;
    }

    /// These, without whatever has another name.
    public Parameters keep(Set<String> names) {
        Map<String, List<String>> kept = new LinkedHashMap<>(values);
        kept.keySet().retainAll(names);
        return new Parameters(kept);
    }

    /// These and one more, which takes the place of any of its name.
    public Parameters with(String name, String value) {
        Map<String, List<String>> more = new LinkedHashMap<>(values);
        more.put(name, List.of(value));
        return new Parameters(more);
    }

    /// These, without those of the names.
    public Parameters without(Set<String> names) {
        Map<String, List<String>> kept = new LinkedHashMap<>(values);
        kept.keySet().removeAll(names);
        return new Parameters(kept);
    }

    /// The parameters as a query, to send somebody to the same request again.
    public String toQuery() {
        StringBuilder query = new StringBuilder();
        values.forEach((name, all) -> all.forEach(value -> query.append(query.isEmpty() ? "" : "&")
                .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8))));
        return query.toString();
    }

    private static Parameters parse(byte[] raw) {
        if (raw.length > MAX_BYTES) {
            throw INVALID_REQUEST.because("request is larger than " + MAX_BYTES + " bytes");
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        int count = 0;
        int start = 0;
        while (start < raw.length) {
            int end = indexOf(raw, '&', start, raw.length);
            if (end > start) {
                if (++count > MAX_COUNT) {
                    throw INVALID_REQUEST.because("too many parameters");
                }
                int equals = indexOf(raw, '=', start, end);
                String name = decode(raw, start, equals, MAX_NAME);
                String value = equals < end ? decode(raw, equals + 1, end, MAX_VALUE) : "";
                add(values, name, value);
            }
            start = end + 1;
        }
        return new Parameters(values);
    }

    private static void add(Map<String, List<String>> values, String name, String value) {
        if (name.isEmpty() || value.isEmpty()) {
            return;
        }
        List<String> present = values.computeIfAbsent(name, ignored -> new ArrayList<>(1));
        if (!present.isEmpty() && !REPEATABLE.contains(name)) {
            throw INVALID_REQUEST.because("parameter " + printable(name) + " must not be repeated");
        }
        present.add(value);
    }

    private static int indexOf(byte[] raw, char wanted, int from, int to) {
        for (int i = from; i < to; i++) {
            if (raw[i] == wanted) {
                return i;
            }
        }
        return to;
    }

    private static String decode(byte[] raw, int from, int to, int limit) {
        if (to - from > limit * 3) {
            throw INVALID_REQUEST.because("parameter is too long");
        }
        byte[] decoded = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            byte octet = raw[i];
            if (octet == '+') {
                octet = ' ';
            } else if (octet == '%') {
                if (i + 2 >= to) {
                    throw INVALID_REQUEST.because("malformed percent-encoding");
                }
                octet = (byte) (hex(raw[i + 1]) << 4 | hex(raw[i + 2]));
                i += 2;
            }
            if (octet == 0) {
                throw INVALID_REQUEST.because("NUL is not allowed");
            }
            decoded[length++] = octet;
        }
        if (length > limit) {
            throw INVALID_REQUEST.because("parameter is too long");
        }
        return utf8(decoded, length);
    }

    private static String utf8(byte[] decoded, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(decoded, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw INVALID_REQUEST.because("parameters must be UTF-8");
        }
    }

    private static int hex(byte digit) {
        int value = Character.digit(digit, 16);
        if (value < 0) {
            throw INVALID_REQUEST.because("malformed percent-encoding");
        }
        return value;
    }

    private static String printable(String name) {
        return name.codePoints().allMatch(c -> c > 32 && c < 127) ? name : "with an unprintable name";
    }
}
