package dev.latchkey.testing;

import dev.latchkey.oauth.OAuthException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Input that nobody would write by hand: mostly the bytes that parsers stumble over. Seeded, so that
/// a failure happens again.
public final class RandomInput {
    private static final int ROUNDS = 20_000;
    private static final int MAX_LENGTH = 80;
    private static final byte[] AWKWARD =
            "%%%&&==++;,.~-_\0\r\n\t \"\\/#?:@[]{}aF09é李\u202e".getBytes(StandardCharsets.UTF_8);

    private final Random random;

    private RandomInput(long seed) {
        this.random = new Random(seed);
    }

    /// Hands out many inputs; whatever escapes `test` and is no refusal fails with the input in its message.
    public static void each(long seed, Consumer<byte[]> test) {
        RandomInput input = new RandomInput(seed);
        IntStream.range(0, ROUNDS).forEach(round -> {
            byte[] bytes = input.next();
            try {
                test.accept(bytes);
            } catch (OAuthException _) {
                // a refusal is an answer
            } catch (RuntimeException e) {
                throw new AssertionError(
                        "round " + round + ": " + java.util.HexFormat.of().formatHex(bytes), e);
            }
        });
    }

    private byte[] next() {
        byte[] bytes = new byte[random.nextInt(MAX_LENGTH)];
        boolean wild = random.nextInt(4) == 0;
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = wild ? (byte) random.nextInt(256) : AWKWARD[random.nextInt(AWKWARD.length)];
        }
        return bytes;
    }
}
