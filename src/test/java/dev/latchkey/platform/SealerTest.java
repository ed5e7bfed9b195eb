package dev.latchkey.platform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Secrets at rest: they come back only under the same key and at the same place.
class SealerTest {
    private static final String PLACE = "connector:abc";

    private final Sealer sealer = sealer("a secret key of 32 characters or more");

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "林小雨🌧", "{\"privateKey\":\"MIIE\"}"})
    void comesBackAsItWas(String clear) {
        assertEquals(clear, sealer.open(PLACE, sealer.seal(PLACE, clear)));
    }

    @Test
    void comesBackHoweverLargeItIs() {
        String clear = "secret".repeat(50_000);
        assertEquals(clear, sealer.open(PLACE, sealer.seal(PLACE, clear)));
    }

    @Test
    void neverLooksTheSameTwice() {
        assertFalse(Arrays.equals(sealer.seal(PLACE, "secret"), sealer.seal(PLACE, "secret")));
    }

    @Test
    void showsNothingOfTheSecret() {
        String sealed = new String(sealer.seal(PLACE, "MIIEvQIBADAN"), StandardCharsets.ISO_8859_1);
        assertFalse(sealed.contains("MIIE"));
    }

    @Test
    void opensAfterARestart() {
        byte[] sealed = sealer.seal(PLACE, "secret");
        assertEquals("secret", sealer("a secret key of 32 characters or more").open(PLACE, sealed));
    }

    /// What one release sealed, every later one has to open.
    @Test
    void opensWhatWasSealedByTheFirstRelease() {
        byte[] sealed = HexFormat.of()
                .parseHex("01000102030405060708090a0bc7efc189998466be96d9fa40fdf01b19724371388dbb6638d3af96dd9fb132");
        assertEquals("sealed long ago", sealer.open(PLACE, sealed));
    }

    @Test
    void doesNotOpenUnderAnotherKey() {
        byte[] sealed = sealer.seal(PLACE, "secret");
        SealBrokenException broken = assertThrows(
                SealBrokenException.class,
                () -> sealer("a secret key of 32 characters or morE").open(PLACE, sealed));
        assertTrue(broken.getMessage().contains("LATCHKEY_SECRET_KEY"));
        assertFalse(broken.getMessage().contains("a secret key"));
    }

    @Test
    void doesNotOpenAtAnotherPlace() {
        byte[] sealed = sealer.seal(PLACE, "secret");
        assertThrows(SealBrokenException.class, () -> sealer.open("connector:abd", sealed));
        assertThrows(SealBrokenException.class, () -> sealer.open("", sealed));
    }

    @Test
    void doesNotOpenWhenASingleBitDiffers() {
        byte[] sealed = sealer.seal(PLACE, "secret");
        for (int bit = 0; bit < sealed.length * Byte.SIZE; bit++) {
            byte[] altered = sealed.clone();
            altered[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertThrows(SealBrokenException.class, () -> sealer.open(PLACE, altered), "bit " + bit);
        }
    }

    @Test
    void doesNotOpenWhenTruncatedOrForeign() {
        byte[] sealed = sealer.seal(PLACE, "secret");
        for (int length = 0; length < sealed.length; length++) {
            byte[] part = Arrays.copyOf(sealed, length);
            assertThrows(SealBrokenException.class, () -> sealer.open(PLACE, part), "length " + length);
        }
        Random random = new Random(5116);
        for (int i = 0; i < 1000; i++) {
            byte[] noise = new byte[random.nextInt(100)];
            random.nextBytes(noise);
            assertThrows(SealBrokenException.class, () -> sealer.open(PLACE, noise));
        }
    }

    @Test
    void saysItsVersion() {
        assertArrayEquals(new byte[] {1}, Arrays.copyOf(sealer.seal(PLACE, "secret"), 1));
    }

    private static Sealer sealer(String secretKey) {
        return new Sealer(new Config(secretKey), new RandomValues());
    }

    private record Config(String secretKey) implements LatchkeyConfig {
        @Override
        public URI endpoint() {
            return URI.create("http://localhost:3001");
        }

        @Override
        public Admin admin() {
            throw new UnsupportedOperationException("not needed here");
        }

        @Override
        public Outbound outbound() {
            throw new UnsupportedOperationException("not needed here");
        }
    }
}
