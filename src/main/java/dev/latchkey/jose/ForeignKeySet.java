package dev.latchkey.jose;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;

/// The keys of a JWK Set (RFC 7517 §5) that can verify a signature here. Others are passed over, as §5 has it:
/// a set may hold keys for encryption, or of kinds that are newer than this service.
public record ForeignKeySet(List<ForeignKey> keys) {
    private static final int MAX_KEYS = 50;

    public static final ForeignKeySet EMPTY = new ForeignKeySet(List.of());

    /// @throws UntrustworthyException for what is no set, or too large a one
    public static ForeignKeySet parse(String json) {
        List<ForeignKey> usable = new ArrayList<>();
        for (Map<?, ?> members : members(json)) {
            if (canVerify(members)) {
                find(members).ifPresent(usable::add);
            }
        }
        return new ForeignKeySet(List.copyOf(usable));
    }

    /// Every key of a set, whatever it is good for.
    ///
    /// @throws UntrustworthyException for what is no set, or too large a one
    public static List<Map<?, ?>> members(String json) {
        if (!(parsed(json).get("keys") instanceof List<?> keys)) {
            throw new UntrustworthyException("a key set must have a list of keys");
        }
        if (keys.size() > MAX_KEYS) {
            throw new UntrustworthyException("a key set must have " + MAX_KEYS + " keys at most");
        }
        List<Map<?, ?>> members = new ArrayList<>();
        for (Object key : keys) {
            if (!(key instanceof Map<?, ?> map)) {
                throw new UntrustworthyException("a key set must hold objects");
            }
            members.add(map);
        }
        return members;
    }

    /// Those that may have made a signature with this algorithm: of this `kid`, if there is one.
    public List<ForeignKey> fitting(String algorithm, Optional<String> keyId) {
        return keys.stream()
                .filter(key -> key.algorithms().contains(algorithm))
                .filter(key -> keyId.isEmpty() || key.id().equals(keyId))
                .toList();
    }

    private static Map<String, Object> parsed(String json) {
        try {
            return JsonUtil.parseJson(json);
        } catch (JoseException | RuntimeException _) {
            throw new UntrustworthyException("a key set must be a JSON object");
        }
    }

    /// RFC 7517 §4.2 and §4.3.
    private static boolean canVerify(Map<?, ?> members) {
        boolean forSignatures = !members.containsKey("use") || "sig".equals(members.get("use"));
        boolean verifies = !members.containsKey("key_ops")
                || members.get("key_ops") instanceof Collection<?> operations && operations.contains("verify");
        return forSignatures && verifies;
    }

    private static Optional<ForeignKey> find(Map<?, ?> members) {
        try {
            return Optional.of(ForeignKey.of(members));
        } catch (UntrustworthyException _) {
            return Optional.empty();
        }
    }
}
