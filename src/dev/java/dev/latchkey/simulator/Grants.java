package dev.latchkey.simulator;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The codes and access tokens that are out.
final class Grants {
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Grant> codes = new ConcurrentHashMap<>();
    private final Map<String, Grant> tokens = new ConcurrentHashMap<>();

    /// Who allowed what to which app.
    record Grant(String appId, Person person, List<String> scopes) {}

    String code(Grant grant) {
        String code = text();
        codes.put(code, grant);
        return code;
    }

    /// Spends a code: whatever comes of the attempt, it was the only one.
    Optional<Grant> redeem(String code) {
        return Optional.ofNullable(codes.remove(code));
    }

    String token(Grant grant) {
        String token = "kuaijie" + text();
        tokens.put(token, grant);
        return token;
    }

    Optional<Grant> holderOf(String token) {
        return Optional.ofNullable(tokens.get(token));
    }

    private String text() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
