package dev.latchkey.key;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What everybody may know of a key. Its times say what it does: it is published from the beginning,
/// signs from `signsFrom` until a younger one does, and is gone from `retiresAt` on.
///
/// @param id the `kid`: the RFC 7638 thumbprint of the public key
/// @param retiresAt null as long as there is no successor
record StoredKey(String id, Algorithm algorithm, Instant createdAt, Instant signsFrom, Instant retiresAt) {
    boolean isRetired(Instant now) {
        return retiresAt != null && !now.isBefore(retiresAt);
    }

    boolean maySign(Instant now) {
        return !signsFrom.isAfter(now);
    }

    /// The key that signs: the youngest whose time has come. Where none has, the oldest: the very first
    /// key signs at once, also on a replica whose clock is a little behind.
    ///
    /// @param oldestFirst by `signsFrom`
    static <K> Optional<K> current(
            List<K> oldestFirst, Function<K, StoredKey> stored, Algorithm algorithm, Instant now) {
        K current = null;
        for (K candidate : oldestFirst) {
            StoredKey key = stored.apply(candidate);
            if (key.algorithm == algorithm && !key.isRetired(now) && (current == null || key.maySign(now))) {
                current = candidate;
            }
        }
        return Optional.ofNullable(current);
    }
}
