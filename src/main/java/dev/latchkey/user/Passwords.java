package dev.latchkey.user;

import dev.latchkey.platform.Counters;
import dev.latchkey.platform.RandomValues;
import jakarta.inject.Singleton;
import java.util.Optional;

/// Passwords: checked, hashed with Argon2id, never stored.
@Singleton
public class Passwords {
    /// Longer than anyone types; hashing more would only cost.
    public static final int MAX_LENGTH = 256;

    private final Credentials credentials;
    private final HashingPool pool;
    private final RandomValues random;
    private final Counters counters;
    private final PasswordHash nobodys;

    Passwords(Credentials credentials, HashingPool pool, RandomValues random, Counters counters) {
        this.credentials = credentials;
        this.pool = pool;
        this.random = random;
        this.counters = counters;
        this.nobodys =
                PasswordHash.unknown(random.bytes(PasswordHash.SALT_BYTES), random.bytes(PasswordHash.HASH_BYTES));
    }

    /// Whether this is the person's password. For a person who is unknown or has none the same work
    /// is done, so that the time tells nothing.
    ///
    /// @throws HashingOverloadedException when too many are being checked already
    public boolean verify(Optional<User> user, String password) {
        if (password.isEmpty() || password.length() > MAX_LENGTH) {
            return false;
        }
        String userId = user.map(User::id).orElse("");
        Optional<String> stored = credentials.find(userId);
        PasswordHash expected = stored.flatMap(PasswordHash::parse).orElse(nobodys);
        boolean matches = pool.run(expected.memory(), () -> expected.isOf(password)) && stored.isPresent();
        counters.count("latchkey.password.hashing.validations", "outcome", matches ? "valid" : "invalid");
        if (matches && !expected.isCurrent()) {
            credentials.replace(userId, stored.get(), hash(password));
        }
        return matches;
    }

    /// The PHC string of a new password, which must have passed the [PasswordPolicy].
    ///
    /// @throws HashingOverloadedException when too many are being hashed already
    String hash(String password) {
        byte[] salt = random.bytes(PasswordHash.SALT_BYTES);
        return pool.run(
                PasswordHash.MEMORY_KIB, () -> PasswordHash.of(password, salt).toPhc());
    }
}
