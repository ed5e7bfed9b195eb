package dev.latchkey.token;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The claim `act` (RFC 8693 §4.1): who acts for the person, and within it, who did so before.
final class ActorClaim {
    /// Longer chains are read no further; nobody can make one here.
    private static final int MAX_ACTORS = 10;

    private ActorClaim() {}

    /// @param actors the present one first
    static Optional<Map<String, Object>> of(List<String> actors) {
        Map<String, Object> claim = null;
        for (String actor : actors.reversed()) {
            claim = claim == null ? Map.of("sub", actor) : Map.of("sub", actor, "act", claim);
        }
        return Optional.ofNullable(claim);
    }

    /// The actors of a claim, the present one first.
    static List<String> read(JsonNode claim) {
        List<String> actors = new ArrayList<>();
        JsonNode actor = claim;
        while (actor.path("sub").isTextual() && actors.size() < MAX_ACTORS) {
            actors.add(actor.path("sub").textValue());
            actor = actor.path("act");
        }
        return List.copyOf(actors);
    }
}
