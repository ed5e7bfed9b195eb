package dev.latchkey.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.latchkey.testing.ClientAssertion;
import dev.latchkey.testing.DpopKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 7515: signed texts of strangers.
class SignedJwtTest {
    private static final List<String> ALGORITHMS = List.of("RS256", "ES256");
    private static final int MAX_LENGTH = 2000;
    private static final DpopKey KEY = DpopKey.make();
    private static final ClientAssertion GOOD =
            new ClientAssertion(KEY, Map.of("alg", "ES256", "kid", "one"), Map.of("sub", "app", "n", 7));

    @Test
    void whatItsKeyHasSignedIsRead() {
        SignedJwt jwt = parse(GOOD.text());
        assertEquals("ES256", jwt.algorithm());
        assertEquals(Optional.of("one"), jwt.keyId());
        assertEquals(Optional.of("app"), jwt.unverified("sub"));
        assertEquals(Optional.empty(), jwt.unverified("n"));
        assertEquals("app", jwt.verifiedBy(KEY.pair().getPublic()).get("sub"));
    }

    @Test
    void whatAnotherKeyHasSignedIsNot() {
        for (DpopKey other : List.of(DpopKey.make(), DpopKey.of("ES384"), DpopKey.of("RS256"), DpopKey.of("EdDSA"))) {
            SignedJwt jwt = parse(GOOD.text());
            assertThrows(
                    UntrustworthyException.class,
                    () -> jwt.verifiedBy(other.pair().getPublic()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "HS256", "HS512", "PS256", "dir", "RSA-OAEP", "", "es256"})
    void anAlgorithmThatIsNotAllowedIsRefusedBeforeAnythingIsComputed(String algorithm) {
        String text = GOOD.withHeader("alg", algorithm).input() + ".AAAA";
        assertThrows(UntrustworthyException.class, () -> parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "...",
                "....",
                "a.b.c",
                "e30.e30.",
                "e30.e30.e30",
                "ZQ.ZQ.ZQ",
                "\u0000.\u0000.\u0000"
            })
    void whatIsNoJwtIsRefused(String text) {
        assertThrows(UntrustworthyException.class, () -> parse(text));
    }

    @Test
    void aTextThatIsTooLongIsRefused() {
        String text = GOOD.with("padding", "x".repeat(MAX_LENGTH)).text();
        assertThrows(UntrustworthyException.class, () -> parse(text));
    }

    @Test
    void aKeyIdThatIsNoTextIsRefused() {
        SignedJwt jwt = parse(GOOD.withHeader("kid", List.of("one")).text());
        assertThrows(UntrustworthyException.class, jwt::keyId);
    }

    /// Every character counts, and none of them breaks anything.
    @Test
    void noChangeIsTakenOrAFault() {
        Random random = new Random(7);
        String good = GOOD.text();
        for (int i = 0; i < 2000; i++) {
            char[] text = good.toCharArray();
            text[random.nextInt(text.length)] = (char) random.nextInt(1, 256);
            assertFalse(isTakenForSomethingElse(new String(text)), () -> new String(text));
        }
    }

    private static boolean isTakenForSomethingElse(String text) {
        try {
            SignedJwt jwt = parse(text);
            jwt.keyId();
            return !jwt.verifiedBy(KEY.pair().getPublic()).equals(Map.of("sub", "app", "n", 7L));
        } catch (UntrustworthyException _) {
            return false;
        }
    }

    private static SignedJwt parse(String text) {
        return SignedJwt.parse(text, MAX_LENGTH, ALGORITHMS);
    }
}
