package dev.latchkey.simulator;

import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// URL-encoded parameters.
final class Form {
    private Form() {}

    /// @throws IllegalArgumentException for broken encoding and for a parameter that is there twice
    static Map<String, String> parse(String raw, Charset charset) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : Optional.ofNullable(raw).orElse("").split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                String name = URLDecoder.decode(pair.substring(0, equals), charset);
                String value = URLDecoder.decode(pair.substring(equals + 1), charset);
                if (values.put(name, value) != null) {
                    throw new IllegalArgumentException("there twice: " + name);
                }
            }
        }
        return values;
    }
}
