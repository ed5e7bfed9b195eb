package dev.latchkey.key;

import java.time.Instant;
import java.util.List;

/// A key as the management API shows it: never a part of its value. Times are milliseconds since the
/// epoch.
///
/// @param signingKeyAlgorithm its kind, `RSA`, `EC` or `OKP`, which is what compatible clients read
/// @param retiresAt null as long as it has no successor
record KeyView(
        String id,
        String algorithm,
        String signingKeyAlgorithm,
        long createdAt,
        KeyStatus status,
        long signsFrom,
        Long retiresAt) {
    /// Newest first.
    static List<KeyView> of(List<StoredKey> oldestFirst, Instant now) {
        return oldestFirst.reversed().stream()
                .map(key -> of(key, status(key, oldestFirst, now)))
                .toList();
    }

    private static KeyView of(StoredKey key, KeyStatus status) {
        return new KeyView(
                key.id(),
                key.algorithm().name(),
                key.algorithm().keyType(),
                key.createdAt().toEpochMilli(),
                status,
                key.signsFrom().toEpochMilli(),
                key.retiresAt() == null ? null : key.retiresAt().toEpochMilli());
    }

    private static KeyStatus status(StoredKey key, List<StoredKey> all, Instant now) {
        if (key.isRetired(now)) {
            return KeyStatus.Retired;
        }
        boolean signs = StoredKey.current(all, each -> each, key.algorithm(), now)
                .filter(key::equals)
                .isPresent();
        if (signs) {
            return KeyStatus.Current;
        }
        return key.maySign(now) ? KeyStatus.Previous : KeyStatus.Next;
    }
}
