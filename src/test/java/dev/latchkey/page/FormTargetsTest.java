package dev.latchkey.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormTargetsTest {
    @ParameterizedTest
    @CsvSource({
        "http://localhost:3000/callback?x=1, http://localhost:3000",
        "http://127.0.0.1/, http://127.0.0.1",
        "HTTP://Intranet.Example:8080/a, http://intranet.example:8080",
        "http://[::1]:5000/, http:",
        "http://192.168.1.7/, http:",
        "http://under_score/, http:",
        "com.example.app:/callback, com.example.app:",
        "COM.example.App://callback, com.example.app:",
    })
    void allowsWhereTheSignInEnds(URI end, String source) {
        assertEquals("'self' https: " + source, FormTargets.of(end).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://app.example/callback", "javascript:alert(1)", "data:text/html,x", "/relative"})
    void addsNothingForOthers(URI end) {
        assertEquals("'self' https:", FormTargets.of(end).toString());
    }

    @Test
    void namesEachSourceOnce() {
        URI one = URI.create("http://localhost:3000/a");
        URI two = URI.create("http://localhost:3000/b");
        assertEquals(
                "'self' https: http://localhost:3000 my.app:",
                FormTargets.of(one, two, URI.create("my.app:/")).toString());
    }

    @Test
    void canBeClosedAltogether() {
        assertEquals("'none'", FormTargets.NONE.toString());
        assertEquals("'self'", FormTargets.SELF.toString());
    }
}
