package dev.latchkey.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.testing.RandomInput;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The parameters of a request as they arrive: `application/x-www-form-urlencoded`, or something else.
class ParametersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a=1               | 1",
                "a=1&b=2           | 1",
                "b=2&&a=1&         | 1",
                "a=x+y             | x y",
                "a=x%20y           | x y",
                "a=x%2By           | x+y",
                "a=%E6%9E%97       | 林",
                "a=%e6%9e%97       | 林",
                "a=%F0%9F%8C%A7    | 🌧",
                "a=1=2             | 1=2",
                "%61=1             | 1",
                "a=%26b%3D2        | &b=2",
                "a=-._~            | -._~",
            })
    void decodesAsFormsAreEncoded(String query, String value) {
        assertEquals(Optional.of(value), Parameters.ofQuery(query).find("a"));
        assertEquals(
                value, Parameters.ofForm(query.getBytes(StandardCharsets.UTF_8)).required("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&", "&&&", "a", "a=", "a&a", "a=&a=", "=", "=1", "=&=1"})
    void takesAParameterWithoutNameOrValueAsOmitted(String query) {
        assertEquals(Map.of(), Parameters.ofQuery(query).asMap());
        assertFalse(Parameters.ofQuery(query).has("a"));
    }

    @Test
    void anEmptyRepetitionIsNone() {
        assertEquals("1", Parameters.ofQuery("a=&a=1&a=").required("a"));
    }

    @Test
    void namesWhatIsMissing() {
        OAuthException refusal = assertThrows(
                OAuthException.class, () -> Parameters.ofQuery(null).required("code"));
        assertEquals(OAuthError.INVALID_REQUEST, refusal.error());
        assertEquals("missing required parameter code", refusal.description());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=1&a=1", // RFC 6749 §3.1: not even the same value
                "a=1&a=2",
                "a=1&%61=2",
                "a=%",
                "a=%4",
                "a=%zz",
                "a=%4%31",
                "a=%+1",
                "a=%00",
                "a%00=1",
                "a=\0",
                "a=%C0%80", // NUL in disguise
                "a=%C3",
                "a=%ED%A0%80", // half a surrogate pair
                "a=%F8%88%80%80%80",
                "a=%FF",
                "%FF=1",
            })
    void refusesWhatCanBeReadInTwoWaysOrNotAtAll(String query) {
        assertRefused(query);
    }

    @Test
    void keepsRepeatedResourcesInOrder() {
        Parameters parameters = Parameters.ofQuery("resource=https%3A%2F%2Fb&x=1&resource=https%3A%2F%2Fa");
        assertEquals(List.of("https://b", "https://a"), parameters.all("resource"));
        assertEquals(List.of(), parameters.all("scope"));
    }

    @Test
    void hasLimits() {
        String longest = "v".repeat(16 * 1024);
        assertEquals(longest, Parameters.ofQuery("a=" + longest).required("a"));
        assertRefused("a=" + longest + "v");
        assertRefused("n".repeat(129) + "=1");
        assertTrue(Parameters.ofQuery(parameters(100)).has("p99"));
        assertRefused(parameters(101));
        assertRefused("&".repeat(Parameters.MAX_BYTES + 1));
    }

    @Test
    void countsBytesAndNotTheirEncoding() {
        String encoded = "%41".repeat(16 * 1024);
        assertEquals("A".repeat(16 * 1024), Parameters.ofQuery("a=" + encoded).required("a"));
    }

    @Test
    void surviveBeingWrittenDownAndReadAgain() {
        Parameters parameters = Parameters.ofQuery("a=x+y%26z&resource=1&resource=2&b=%E6%9E%97");
        assertEquals(
                parameters.asMap(), Parameters.ofQuery(parameters.toQuery()).asMap());
        assertEquals(parameters.asMap(), Parameters.of(parameters.asMap()).asMap());
    }

    @Test
    void refuseAnythingElse() {
        RandomInput.each(6749, bytes -> {
            Parameters parameters = Parameters.ofForm(bytes);
            assertEquals(
                    parameters.asMap(), Parameters.ofQuery(parameters.toQuery()).asMap());
        });
        RandomInput.each(9700, bytes -> Parameters.ofQuery(new String(bytes, StandardCharsets.UTF_8)));
    }

    private static void assertRefused(String query) {
        OAuthException refusal = assertThrows(OAuthException.class, () -> Parameters.ofQuery(query));
        assertEquals(OAuthError.INVALID_REQUEST, refusal.error());
    }

    private static String parameters(int count) {
        return IntStream.range(0, count).mapToObj(i -> "p" + i + "=1").collect(Collectors.joining("&"));
    }
}
