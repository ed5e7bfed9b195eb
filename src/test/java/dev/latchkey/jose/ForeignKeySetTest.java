package dev.latchkey.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.testing.ClientAssertion;
import dev.latchkey.testing.DpopKey;
import dev.latchkey.testing.DpopProof;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 7517: key sets of strangers, sound or not.
class ForeignKeySetTest {
    private static final DpopKey KEY = DpopKey.make();

    @ParameterizedTest
    @CsvSource({"RS256,PS256", "PS256,RS256", "ES256,", "ES384,", "EdDSA,"})
    void aKeyVerifiesWhatItsKindCan(String algorithm, String sibling) {
        ForeignKeySet keys = set(ClientAssertion.jwk(DpopKey.of(algorithm), "one"));

        assertEquals(1, keys.fitting(algorithm, Optional.of("one")).size());
        assertEquals(1, keys.fitting(algorithm, Optional.empty()).size());
        assertEquals(0, keys.fitting(algorithm, Optional.of("two")).size());
        for (String other : List.of("RS256", "PS256", "ES256", "ES384", "EdDSA", "HS256", "none")) {
            boolean fits = other.equals(algorithm) || other.equals(sibling);
            assertEquals(fits ? 1 : 0, keys.fitting(other, Optional.empty()).size(), other);
        }
    }

    @ParameterizedTest
    @CsvSource({"use,enc", "alg,ES384", "alg,HS256", "kty,RSA", "kty,oct", "crv,P-384", "crv,P-521", "crv,secp256k1"})
    void aKeyThatIsForSomethingElseIsPassedOver(String member, String value) {
        assertEquals(
                0, set(with(member, value)).fitting("ES256", Optional.empty()).size());
    }

    @Test
    void whatAKeyIsForMayBeSaidInOperations() {
        assertEquals(1, set(with("key_ops", List.of("verify"))).keys().size());
        assertEquals(0, set(with("key_ops", List.of("encrypt"))).keys().size());
        assertEquals(0, set(with("key_ops", "verify")).keys().size());
    }

    @Test
    void aPrivateKeyIsPassedOverAndItsNeighboursAreNot() {
        ForeignKeySet keys = set(with("d", "AQAB"), ClientAssertion.jwk(DpopKey.of("PS256"), "two"));
        assertEquals(
                List.of(Optional.of("two")),
                keys.keys().stream().map(ForeignKey::id).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "7",
                "\"keys\"",
                "{}",
                "{\"keys\":null}",
                "{\"keys\":{}}",
                "{\"keys\":[null]}",
                "{\"keys\":[[]]}",
                "{\"keys\":[7]}",
                "{\"keys\":[]",
                "{\"keys\":[],\"keys\":[]}"
            })
    void whatIsNoSetIsRefused(String json) {
        assertThrows(UntrustworthyException.class, () -> ForeignKeySet.parse(json));
    }

    @Test
    void aSetThatIsNestedWithoutEndIsRefused() {
        for (String open : new String[] {"[", "{\"a\":"}) {
            String nested = "{\"keys\":" + open.repeat(200 * 1024 / open.length());
            assertThrows(UntrustworthyException.class, () -> ForeignKeySet.parse(nested));
        }
    }

    /// Whatever is changed: the key is taken or passed over, or the set is refused, and nothing breaks.
    @Test
    void noChangeOfASetIsAFault() {
        Random random = new Random(7);
        String good = DpopProof.json(ClientAssertion.jwks(KEY, DpopKey.of("PS256"), DpopKey.of("EdDSA")));
        for (int i = 0; i < 3000; i++) {
            StringBuilder text = new StringBuilder(good);
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(32, 127));
            }
            try {
                assertTrue(ForeignKeySet.parse(text.toString()).keys().size() <= 3);
            } catch (UntrustworthyException refused) {
                assertTrue(!refused.reason().isBlank());
            }
        }
    }

    private static Map<String, Object> with(String member, Object value) {
        Map<String, Object> jwk = new LinkedHashMap<>(ClientAssertion.jwk(KEY, "one"));
        jwk.put(member, value);
        return jwk;
    }

    private static ForeignKeySet set(Object... jwks) {
        return ForeignKeySet.parse(DpopProof.json(Map.of("keys", List.of(jwks))));
    }
}
