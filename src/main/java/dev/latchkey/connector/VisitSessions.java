package dev.latchkey.connector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.platform.Hashes;
import dev.latchkey.platform.Sealer;
import jakarta.inject.Singleton;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/// Keeps what a connector wants to know again at the end of a visit: sealed, since it may hold a PKCE
/// verifier, and bound to the visit's `state`, so that it fits no other visit.
@Singleton
public class VisitSessions {
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final Sealer sealer;
    private final ObjectMapper json;

    VisitSessions(Sealer sealer, ObjectMapper json) {
        this.sealer = sealer;
        this.json = json;
    }

    /// Empty when there is nothing to keep.
    public Optional<byte[]> seal(String state, Departure departure) {
        if (departure.session().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(sealer.seal(place(state), json.writeValueAsString(departure.session())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of texts is always JSON", e);
        }
    }

    /// @throws dev.latchkey.platform.SealBrokenException when it is not of this visit
    public Map<String, String> open(String state, byte[] sealed) {
        try {
            return json.readValue(sealer.open(place(state), sealed), TEXTS);
        } catch (JsonProcessingException _) {
            throw new IllegalStateException("only JSON was sealed");
        }
    }

    /// Without the state: the place is named when a seal is broken, and the state is a secret.
    private static String place(String state) {
        return "visit:" + HexFormat.of().formatHex(Hashes.sha256(state));
    }
}
