package dev.latchkey.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// A call as it came in. The charset that it is encoded in has to be in the query, because nothing
/// can be read without it.
record GatewayCall(String rawQuery, String rawBody, Charset charset, Map<String, String> parameters) {
    private static final Set<String> CHARSETS = Set.of("utf-8", "gbk", "gb2312");

    static GatewayCall read(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
        Charset charset = charset(query);
        Map<String, String> all = new LinkedHashMap<>(Form.parse(query, charset));
        Form.parse(body, charset).forEach((name, value) -> {
            if (all.put(name, value) != null) {
                throw new IllegalArgumentException("in query and body: " + name);
            }
        });
        return new GatewayCall(query == null ? "" : query, body, charset, all);
    }

    boolean namesCharset() {
        return CHARSETS.contains(name(rawQuery));
    }

    private static Charset charset(String query) {
        String name = name(query);
        return CHARSETS.contains(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
    }

    private static String name(String query) {
        return Form.parse(query, StandardCharsets.US_ASCII)
                .getOrDefault("charset", "")
                .toLowerCase(Locale.ROOT);
    }
}
