package dev.latchkey.simulator;

import java.util.Map;

/// A call that reached the gateway, for tests to look at.
///
/// @param rawQuery the query as sent
/// @param rawBody the body as sent
/// @param parameters both, decoded
public record RecordedCall(String rawQuery, String rawBody, Map<String, String> parameters) {
    public RecordedCall {
        parameters = Map.copyOf(parameters);
    }

    public String method() {
        return parameters.getOrDefault("method", "");
    }
}
