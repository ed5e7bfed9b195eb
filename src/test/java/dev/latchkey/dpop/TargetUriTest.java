package dev.latchkey.dpop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 9449 §4.3 step 9 with RFC 3986 §6.2: which addresses are the same.
class TargetUriTest {
    private static final String TOKEN = "https://id.example.com/oidc/token";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://id.example.com/oidc/token",
                "https://id.example.com:443/oidc/token",
                "HTTPS://ID.Example.COM/oidc/token",
                "https://id.example.com/oidc/token?grant_type=x",
                "https://id.example.com/oidc/token#part",
                "https://id.example.com/oidc/./token",
                "https://id.example.com/a/../oidc/token",
                "https://id.example.com/oidc/%74oken",
                "https://id.example.com/oidc/%74%6Fken"
            })
    void areTheSame(String text) {
        assertEquals(TargetUri.of(TOKEN), TargetUri.of(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://id.example.com/oidc/token",
                "https://id.example.com:8443/oidc/token",
                "https://id.example.com:80/oidc/token",
                "https://id.example.com.evil.example/oidc/token",
                "https://evil@id.example.com/oidc/token",
                "https://id.example.com/oidc/Token",
                "https://id.example.com/oidc/token/",
                "https://id.example.com/oidc%2Ftoken",
                "https://id.example.com/oidc//token2",
                "https://id.example.com"
            })
    void areOthers(String text) {
        assertNotEquals(TargetUri.of(TOKEN), TargetUri.of(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/oidc/token", "//id.example.com/oidc/token", "mailto:a@b.example", "https://", "::", " "})
    void areNone(String text) {
        assertEquals(Optional.empty(), TargetUri.of(text));
    }

    @Test
    void anEmptyPathIsTheRoot() {
        assertEquals(TargetUri.of("https://id.example.com/"), TargetUri.of("https://id.example.com"));
    }

    @Test
    void encodedReservedCharactersKeepTheirMeaning() {
        assertEquals(TargetUri.of("https://a.example/x%2fy"), TargetUri.of("https://a.example/x%2Fy"));
        assertNotEquals(TargetUri.of("https://a.example/x/y"), TargetUri.of("https://a.example/x%2Fy"));
    }
}
