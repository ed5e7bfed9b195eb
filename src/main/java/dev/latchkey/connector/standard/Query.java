package dev.latchkey.connector.standard;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// Parameters of an address or a form, in their order.
public final class Query {
    private final Map<String, String> parameters = new LinkedHashMap<>();

    public Query with(String name, String value) {
        parameters.put(name, value);
        return this;
    }

    public Query with(Map<String, String> more) {
        parameters.putAll(more);
        return this;
    }

    /// Appended to what an address has already.
    public URI on(URI address) {
        return URI.create(address + (address.getRawQuery() == null ? "?" : "&") + this);
    }

    /// As `application/x-www-form-urlencoded`.
    @Override
    public String toString() {
        return parameters.entrySet().stream()
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
