package dev.latchkey.connector;

import java.net.URI;
import java.util.Map;

/// Where the browser goes, and what the connector wants to know again when the person comes back.
///
/// @param session for example a nonce and a PKCE verifier; kept sealed with the visit, for it alone,
///     and gone when the person has come back
public record Departure(URI address, Map<String, String> session) {
    public Departure {
        session = Map.copyOf(session);
    }

    /// For a connector that needs to remember nothing.
    public static Departure to(URI address) {
        return new Departure(address, Map.of());
    }

    /// Without the address and the values: they are what an attacker would need.
    @Override
    public String toString() {
        return "Departure[" + session.keySet().stream().sorted().toList() + "]";
    }
}
