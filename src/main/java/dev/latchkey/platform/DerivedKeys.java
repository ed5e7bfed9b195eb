package dev.latchkey.platform;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Keys made of `LATCHKEY_SECRET_KEY`, one for each purpose, so that what one of them protects tells
/// nothing about another. Every replica has the same.
@Singleton
public class DerivedKeys {
    private static final String HMAC = "HmacSHA256";

    private final String secret;

    DerivedKeys(LatchkeyConfig config) {
        this.secret = config.secretKey();
    }

    /// A key for authentication codes by HMAC-SHA256.
    public SecretKeySpec hmac(String purpose) {
        return new SecretKeySpec(derive(secret, purpose), HMAC);
    }

    /// HKDF-SHA256 with one block (RFC 5869): extract with a fixed salt, expand with the purpose.
    static byte[] derive(String secret, String purpose) {
        byte[] extracted = mac(new SecretKeySpec(bytes("latchkey"), HMAC), bytes(secret));
        return mac(new SecretKeySpec(extracted, HMAC), bytes(purpose + "\u0001"));
    }

    /// HMAC-SHA256 (RFC 2104).
    public static byte[] mac(SecretKeySpec key, byte[] data) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
