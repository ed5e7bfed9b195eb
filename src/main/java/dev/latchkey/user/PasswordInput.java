package dev.latchkey.user;

import dev.latchkey.platform.ApiException;
import io.quarkus.runtime.annotations.RegisterForReflection;

/// The password of a new person, in clear or as the hash of another system.
///
/// @param passwordDigest a PHC string
/// @param passwordAlgorithm how the digest was made: `Argon2id`
@RegisterForReflection
record PasswordInput(String password, String passwordDigest, String passwordAlgorithm) {
    private static final String SUPPORTED = "Argon2id";

    /// The digest to take over; null when there is none.
    String importedHash() {
        if (passwordDigest == null) {
            return null;
        }
        if (password != null) {
            throw new ApiException(400, "user.password_and_digest", "Give the password or its digest, not both.");
        }
        if (passwordAlgorithm == null) {
            throw new ApiException(400, "user.password_algorithm_required", "A digest needs its passwordAlgorithm.");
        }
        if (!passwordAlgorithm.equals(SUPPORTED)) {
            throw ApiException.invalidInput("passwordAlgorithm: only " + SUPPORTED + " can be taken over");
        }
        return PasswordHash.parse(passwordDigest)
                .orElseThrow(() -> ApiException.invalidInput("passwordDigest: must be a PHC string of Argon2id"))
                .toPhc();
    }

    /// A record prints every field; this one must not.
    @Override
    public String toString() {
        return "PasswordInput";
    }
}
