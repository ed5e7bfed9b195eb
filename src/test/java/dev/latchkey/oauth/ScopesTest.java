package dev.latchkey.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.testing.RandomInput;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 6749 §3.3: scopes on the wire.
class ScopesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                       | ''",
                "' '                      | ''",
                "openid                   | openid",
                "openid profile           | openid profile",
                "profile openid           | profile openid",
                "'  openid   profile  '   | openid profile",
                "openid openid            | openid",
                "a b a c                  | a b c",
                "Openid openid            | Openid openid",
                "!#$%&()*+,-./:;<=>?@[]^_`{}~ | !#$%&()*+,-./:;<=>?@[]^_`{}~",
            })
    void keepsTheOrderAndDropsRepetitions(String text, String scopes) {
        assertEquals(scopes, Scopes.parse(text).toString());
    }

    @Test
    void nothingIsNone() {
        assertEquals(Scopes.NONE, Scopes.parse(null));
        assertTrue(Scopes.parse(" ").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\"b", "a\\b", "a\tb", "a\nb", "a\0b", "a\u007fb", "é", "林", "openid\u00a0profile"})
    void refusesOtherCharacters(String text) {
        OAuthException refusal = assertThrows(OAuthException.class, () -> Scopes.parse(text));
        assertEquals(OAuthError.INVALID_SCOPE, refusal.error());
    }

    @Test
    void refusesAHundredAndOne() {
        assertTrue(Scopes.parse(many(100)).has("s99"));
        assertThrows(OAuthException.class, () -> Scopes.parse(many(101)));
    }

    @Test
    void intersectsInTheOrderAskedFor() {
        Scopes asked = Scopes.parse("profile unknown openid");
        assertEquals(
                "profile openid",
                asked.intersect(List.of("openid", "email", "profile")).toString());
        assertEquals(Scopes.NONE, asked.intersect(Set.of()));
    }

    @Test
    void knowsASubset() {
        Scopes granted = Scopes.parse("openid profile");
        assertTrue(granted.containsAll(Scopes.parse("profile")));
        assertTrue(granted.containsAll(Scopes.NONE));
        assertFalse(granted.containsAll(Scopes.parse("profile email")));
    }

    @Test
    void refusesAnythingElse() {
        RandomInput.each(3, bytes -> {
            Scopes scopes = Scopes.parse(new String(bytes, StandardCharsets.UTF_8));
            assertEquals(scopes, Scopes.parse(scopes.toString()));
        });
    }

    private static String many(int count) {
        return IntStream.range(0, count).mapToObj(i -> "s" + i).collect(Collectors.joining(" "));
    }
}
