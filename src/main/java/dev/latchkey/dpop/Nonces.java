package dev.latchkey.dpop;

import dev.latchkey.platform.DerivedKeys;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.spec.SecretKeySpec;

/// The nonces of the server (RFC 9449 §8): what time it is, in words that only this service can say. They are
/// stored nowhere, and every replica knows them.
@Singleton
class Nonces {
    private static final long WINDOW_SECONDS = Duration.ofMinutes(1).toSeconds();
    private static final int BYTES = 16;

    private final SecretKeySpec key;
    private final Clock clock;

    Nonces(DerivedKeys keys, Clock clock) {
        this.key = keys.hmac("dpop nonces");
        this.clock = clock;
    }

    /// Good for one to two minutes.
    String current() {
        return of(window());
    }

    /// The one before is still good, and so is the one after: another replica's clock may be ahead.
    boolean isGood(String nonce) {
        long window = window();
        return isSame(nonce, window) || isSame(nonce, window - 1) || isSame(nonce, window + 1);
    }

    private long window() {
        return clock.instant().getEpochSecond() / WINDOW_SECONDS;
    }

    private boolean isSame(String nonce, long window) {
        return MessageDigest.isEqual(
                nonce.getBytes(StandardCharsets.UTF_8), of(window).getBytes(StandardCharsets.UTF_8));
    }

    private String of(long window) {
        byte[] mac = DerivedKeys.mac(
                key, ByteBuffer.allocate(Long.BYTES).putLong(window).array());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(mac, BYTES));
    }
}
