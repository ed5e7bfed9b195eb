package dev.latchkey.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.testing.RandomInput;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What an application may register to be returned to.
class RegisteredUriTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example.com/callback",
                "https://app.example.com",
                "https://app.example.com:8443/callback?tenant=1",
                "http://localhost:3000/callback",
                "http://127.0.0.1/callback",
                "http://[::1]:8080/callback",
                "http://intranet.example.com/callback",
                "https://app.example.com/a%20b",
                "https://app.example.com/callback?decode=1&statement=2",
            })
    void acceptsWebAddresses(String uri) {
        assertEquals(Optional.empty(), RegisteredUri.problem(uri, false));
        assertEquals(Optional.empty(), RegisteredUri.problem(uri, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"com.example.app://callback", "com.example.app:/callback", "io.example:callback", "myapp://x"})
    void acceptsCustomSchemesFromNativeApplicationsOnly(String uri) {
        assertEquals(Optional.empty(), RegisteredUri.problem(uri, true));
        assertTrue(RegisteredUri.problem(uri, false).isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "callback",
                "/callback",
                "//app.example.com/callback",
                "https:",
                "https:///callback",
                "https:callback",
                "https://app.example.com/callback#part",
                "https://app.example.com/callback#",
                "https://*.example.com/callback",
                "https://app.example.com/*",
                "https://app.example.com/a/../callback",
                "https://app.example.com/..;/callback",
                "https://app.example.com/a;b",
                "https://app.example.com/%2e%2e/callback",
                "https://app.example.com/%2E%2E/callback",
                "https://app.example.com/%252e%252e/callback",
                "https://app.example.com/a%2fb",
                "https://app.example.com/a%5Cb",
                "https://app.example.com\\@evil.example.com/",
                "https://user@app.example.com/callback",
                "https://user:secret@app.example.com/callback",
                "http://localhost:80@evil.example.com/",
                "https://app.example.com/call back",
                "https://app.example.com/call\tback",
                "https://app.example.com/callback\n",
                "https://app.example.com/\u0000",
                "https://b\u00fccher.example/callback",
                "https://my_host/callback",
                "https://app.example.com/callback?code=1",
                "https://app.example.com/callback?a=1&state",
                "https://app.example.com/callback?iss=x",
                "https://app.example.com/callback?error=x",
                "https://app.example.com/callback?c%6fde=1",
                "com.example.app:callback?code=1",
                "javascript:alert(1)",
                "JavaScript:alert(1)",
                "data:text/html,x",
                "file:///etc/passwd",
                "vbscript:x",
                "about:blank",
                "blob:https://app.example.com/1",
                "intent://x",
            })
    void refusesWhatParsersReadDifferentlyOrWhatIsNoPlaceToReturnTo(String uri) {
        assertTrue(RegisteredUri.problem(uri, false).isPresent());
        assertTrue(RegisteredUri.problem(uri, true).isPresent());
    }

    @ParameterizedTest
    @ValueSource(ints = {2049, 100_000})
    void refusesWhatIsTooLong(int length) {
        String start = "https://app.example.com/";

        assertTrue(RegisteredUri.problem(start + "x".repeat(length - start.length()), false)
                .isPresent());
    }

    @Test
    void judgesAnythingAndNeverFails() {
        RandomInput.each(3986, bytes -> {
            String text = new String(bytes, StandardCharsets.UTF_8);
            for (String uri : List.of(text, "https://app.example.com/" + text, "com.example.app:" + text)) {
                Optional<String> problem = RegisteredUri.problem(uri, true);
                assertTrue(problem.isPresent() || uri.chars().allMatch(c -> c > 32 && c < 127), uri);
            }
        });
    }
}
