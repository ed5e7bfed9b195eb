package dev.latchkey.connector;

import java.net.URI;
import java.util.Map;

/// A person who has come back from a social provider.
///
/// @param callback what the provider sent along to the return address, everything but `state`; by
///     query or by form post
/// @param returnAddress where the person was sent to, as some providers ask for it again
/// @param session what the connector left in its [Departure]
public record Arrival(Map<String, String> callback, URI returnAddress, Map<String, String> session) {
    public Arrival {
        callback = Map.copyOf(callback);
        session = Map.copyOf(session);
    }

    /// One for which the connector left nothing.
    public static Arrival of(Map<String, String> callback, URI returnAddress) {
        return new Arrival(callback, returnAddress, Map.of());
    }

    /// Without the values: one of them is a code.
    @Override
    public String toString() {
        return "Arrival[" + callback.keySet().stream().sorted().toList() + "]";
    }
}
