package dev.latchkey.user;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// An Argon2id hash (RFC 9106) with its parameters, kept as a PHC string.
///
/// New ones take 19 MiB and two passes, as OWASP recommends for one lane. Others come from imports
/// and may cost a little more, but not so much that checking one becomes an attack.
record PasswordHash(int memory, int passes, int lanes, byte[] salt, byte[] hash) {
    static final int SALT_BYTES = 16;
    static final int HASH_BYTES = 32;
    static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;

    private static final int MAX_MEMORY_KIB = 65_536;
    private static final int MAX_PASSES = 16;
    private static final int MAX_LANES = 8;
    private static final int MAX_BYTES = 64;
    private static final Pattern PHC = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=([0-9]{1,6}),t=([0-9]{1,3}),p=([0-9]{1,3})\\$([A-Za-z0-9+/]{11,88})\\$([A-Za-z0-9+/]{22,88})");

    /// Hashes a new password.
    static PasswordHash of(String password, byte[] salt) {
        return new PasswordHash(
                MEMORY_KIB, PASSES, LANES, salt, compute(password, MEMORY_KIB, PASSES, LANES, salt, HASH_BYTES));
    }

    /// One that costs as much to check as any other and that no password has.
    static PasswordHash unknown(byte[] salt, byte[] hash) {
        return new PasswordHash(MEMORY_KIB, PASSES, LANES, salt, hash);
    }

    /// Reads a PHC string; empty when it is none, or asks for more than is reasonable.
    static Optional<PasswordHash> parse(String phc) {
        Matcher matcher = PHC.matcher(phc);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PasswordHash(
                            Integer.parseInt(matcher.group(1)),
                            Integer.parseInt(matcher.group(2)),
                            Integer.parseInt(matcher.group(3)),
                            Base64.getDecoder().decode(matcher.group(4)),
                            Base64.getDecoder().decode(matcher.group(5))))
                    .filter(PasswordHash::isReasonable);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// Compares in a time that does not depend on where the hashes differ.
    boolean isOf(String password) {
        return MessageDigest.isEqual(hash, compute(password, memory, passes, lanes, salt, hash.length));
    }

    /// False when a new hash of the password would be a better one, or a cheaper one.
    boolean isCurrent() {
        return memory == MEMORY_KIB && passes == PASSES && lanes == LANES && hash.length == HASH_BYTES;
    }

    String toPhc() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + memory + ",t=" + passes + ",p=" + lanes + "$" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(hash);
    }

    /// A record prints every field; this one must not.
    @Override
    public String toString() {
        return "PasswordHash";
    }

    private boolean isReasonable() {
        return memory >= 8 * lanes
                && memory <= MAX_MEMORY_KIB
                && passes >= 1
                && passes <= MAX_PASSES
                && lanes >= 1
                && lanes <= MAX_LANES
                && salt.length <= MAX_BYTES
                && hash.length <= MAX_BYTES;
    }

    /// The same letters can be typed as different code points: NFKC makes them one
    /// (NIST SP 800-63B-4 §3.1.1.2).
    private static byte[] compute(String password, int memory, int passes, int lanes, byte[] salt, int length) {
        Argon2Parameters parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memory)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt)
                .build();
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(parameters);
        byte[] result = new byte[length];
        String normal = Normalizer.normalize(password, Normalizer.Form.NFKC);
        generator.generateBytes(normal.getBytes(StandardCharsets.UTF_8), result);
        return result;
    }
}
