package dev.latchkey.key;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The keys of one moment, and their JWKS document (RFC 7517 §5), which always belong together.
///
/// @param kept all that there are, retired ones included
/// @param keys those that are published, oldest first
/// @param until when the first of them retires, and the document is out of date
record KeySet(List<SigningKey> kept, List<SigningKey> keys, byte[] jwks, Instant until) {
    static KeySet of(List<SigningKey> kept, Instant now, ObjectMapper json) {
        List<SigningKey> published =
                kept.stream().filter(key -> !key.stored().isRetired(now)).toList();
        Instant until = published.stream()
                .map(key -> key.stored().retiresAt())
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
        return new KeySet(kept, published, document(published, json), until);
    }

    boolean isOutdated(Instant now) {
        return !now.isBefore(until);
    }

    Optional<SigningKey> signing(Algorithm algorithm, Instant now) {
        return StoredKey.current(keys, SigningKey::stored, algorithm, now);
    }

    /// The youngest key of the algorithm, whether its time to sign has come or not.
    Optional<SigningKey> youngest(Algorithm algorithm) {
        return keys.reversed().stream()
                .filter(key -> key.algorithm() == algorithm)
                .findFirst();
    }

    Optional<SigningKey> find(String id, Instant now) {
        return findKept(id).filter(key -> !key.stored().isRetired(now));
    }

    /// Also when it has retired.
    Optional<SigningKey> findKept(String id) {
        return kept.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    private static byte[] document(List<SigningKey> keys, ObjectMapper json) {
        try {
            return json.writeValueAsBytes(
                    Map.of("keys", keys.stream().map(SigningKey::publicJwk).toList()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
