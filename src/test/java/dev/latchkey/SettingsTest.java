package dev.latchkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What an operator is told about settings before the service starts.
class SettingsTest {
    private static final String KEY_OF_32 = "0123456789abcdef0123456789abcdef";
    private static final Map<String, String> CORRECT = Map.of(
            "LATCHKEY_DB_URL", "jdbc:postgresql://localhost:5432/latchkey",
            "LATCHKEY_ENDPOINT", "https://id.example.com",
            "LATCHKEY_SECRET_KEY", KEY_OF_32);

    @Test
    void hasNothingToSayAboutTheLeastThatIsNeeded() {
        assertEquals(Optional.empty(), mistakeIn(CORRECT));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            LATCHKEY_DB_URL     | jdbc:postgresql:latchkey
            LATCHKEY_DB_URL     | jdbc:postgresql://one:5432,two:5432/latchkey?sslmode=verify-full
            LATCHKEY_ENDPOINT   | https://id.example.com/
            LATCHKEY_ENDPOINT   | HTTPS://id.example.com:8443
            LATCHKEY_ENDPOINT   | http://localhost:3001
            LATCHKEY_ENDPOINT   | http://127.0.0.1:3001
            LATCHKEY_ENDPOINT   | http://[::1]:3001
            LATCHKEY_HTTP_PORT  | 0
            LATCHKEY_HTTP_PORT  | 3001
            LATCHKEY_HTTP_PORT  | 65535
            LATCHKEY_HTTP_PORT  | ''
            LATCHKEY_SECRET_KEY | 'with spaces, and ümläuts, and 密钥 too'
            LATCHKEY_TOKEN_ID_TOKEN_LIFETIME       | 1h
            LATCHKEY_TOKEN_ID_TOKEN_LIFETIME       | PT30M
            LATCHKEY_TOKEN_ID_TOKEN_LIFETIME       | 3600
            LATCHKEY_TOKEN_REFRESH_RETRY_WINDOW    | 0
            LATCHKEY_KEY_ROTATION_INTERVAL         | 0
            LATCHKEY_KEY_ROTATION_INTERVAL         | 90d
            LATCHKEY_OUTBOUND_TIMEOUT              | 500ms
            LATCHKEY_PASSWORD_HASHING_THREADS      | 1
            LATCHKEY_PASSWORD_HASHING_THREADS      | ' 4 '
            LATCHKEY_PROXY_HOPS                    | 0
            """)
    void acceptsEveryCorrectValue(String setting, String value) {
        assertEquals(Optional.empty(), mistakeIn(with(setting, value)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            LATCHKEY_DB_URL     | postgresql://localhost:5432/latchkey
            LATCHKEY_DB_URL     | jdbc:mysql://localhost:3306/latchkey
            LATCHKEY_ENDPOINT   | id.example.com
            LATCHKEY_ENDPOINT   | http://id.example.com
            LATCHKEY_ENDPOINT   | http://localhost.example.com
            LATCHKEY_ENDPOINT   | ftp://id.example.com
            LATCHKEY_ENDPOINT   | https:///path
            LATCHKEY_ENDPOINT   | https:id.example.com
            LATCHKEY_ENDPOINT   | https://id.example.com/tenant
            LATCHKEY_ENDPOINT   | https://id.example.com/?a=b
            LATCHKEY_ENDPOINT   | https://id.example.com/#top
            LATCHKEY_ENDPOINT   | https://id example com
            LATCHKEY_HTTP_PORT  | 65536
            LATCHKEY_HTTP_PORT  | 123456
            LATCHKEY_HTTP_PORT  | -1
            LATCHKEY_HTTP_PORT  | http
            LATCHKEY_HTTP_PORT  | 30 01
            LATCHKEY_SECRET_KEY | 0123456789abcdef0123456789abcde
            LATCHKEY_TOKEN_CODE_LIFETIME           | 11m
            LATCHKEY_TOKEN_ID_TOKEN_LIFETIME       | 0
            LATCHKEY_TOKEN_ID_TOKEN_LIFETIME       | -1h
            LATCHKEY_TOKEN_ID_TOKEN_LIFETIME       | soon
            LATCHKEY_TOKEN_ID_TOKEN_LIFETIME       | 300000d
            LATCHKEY_TOKEN_ACCESS_TOKEN_LIFETIME   | 31d
            LATCHKEY_PUSHED_REQUEST_LIFETIME       | 10m
            LATCHKEY_SESSION_IDLE_TIMEOUT          | 0s
            LATCHKEY_KEY_RETIRE_AFTER              | 23h
            LATCHKEY_OUTBOUND_TIMEOUT              | 0
            LATCHKEY_PASSWORD_HASHING_THREADS      | 0
            LATCHKEY_PASSWORD_HASHING_QUEUE        | 0
            LATCHKEY_PASSWORD_MAX_FAILURES         | many
            LATCHKEY_SIGN_IN_MAX_OPEN              | 0
            LATCHKEY_PROXY_HOPS                    | -1
            """)
    void refusesAWrongValueInOneSentence(String setting, String value) {
        assertIsOneSentenceAbout(setting, mistakeIn(with(setting, value)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"LATCHKEY_DB_URL", "LATCHKEY_ENDPOINT", "LATCHKEY_SECRET_KEY"})
    void refusesAMissingValueAsItDoesABlankOne(String setting) {
        Map<String, String> settings = new HashMap<>(CORRECT);
        settings.remove(setting);

        assertIsOneSentenceAbout(setting, mistakeIn(settings));
        assertEquals(mistakeIn(settings), mistakeIn(with(setting, "  ")));
    }

    @Test
    void namesOneMistakeAtATime() {
        assertIsOneSentenceAbout("LATCHKEY_DB_URL", mistakeIn(Map.of()));
    }

    @Test
    void neverRepeatsASecret() {
        String secret = "too short a secret";

        assertFalse(mistakeIn(with("LATCHKEY_SECRET_KEY", secret)).orElseThrow().contains(secret));
        assertFalse(mistakeIn(admin("admin", secret)).orElseThrow().contains(secret));
        assertFalse(mistakeIn(with("LATCHKEY_DB_URL", "postgresql://latchkey:" + secret + "@localhost/latchkey"))
                .orElseThrow()
                .contains(secret));
    }

    @ParameterizedTest
    @CsvSource({
        "a, 0123456789abcdef",
        "012345678901234567890, ABCDEFGHIJKLMNOPqrstuvwxyz",
        "admin, 0123456789012345678901234567890123456789012345678901234567890123"
                + "0123456789012345678901234567890123456789012345678901234567890123",
        "'', ''"
    })
    void acceptsAnAdministrator(String id, String secret) {
        assertEquals(Optional.empty(), mistakeIn(admin(id, secret)));
    }

    @ParameterizedTest
    @CsvSource({
        "Admin, 0123456789abcdef",
        "the-admin, 0123456789abcdef",
        "0123456789012345678901, 0123456789abcdef",
        "'', 0123456789abcdef"
    })
    void refusesAnAdministratorByItsId(String id, String secret) {
        assertIsOneSentenceAbout("LATCHKEY_ADMIN_CLIENT_ID", mistakeIn(admin(id, secret)));
    }

    @ParameterizedTest
    @CsvSource({
        "admin, 0123456789abcde",
        "admin, 0123456789abcdef!",
        "admin, 0123456789012345678901234567890123456789012345678901234567890123"
                + "01234567890123456789012345678901234567890123456789012345678901234",
        "admin, ''"
    })
    void refusesAnAdministratorByItsSecret(String id, String secret) {
        assertIsOneSentenceAbout("LATCHKEY_ADMIN_CLIENT_SECRET", mistakeIn(admin(id, secret)));
    }

    private static Optional<String> mistakeIn(Map<String, String> settings) {
        return Settings.firstMistake(name -> Optional.ofNullable(settings.get(name)));
    }

    private static Map<String, String> with(String setting, String value) {
        Map<String, String> settings = new HashMap<>(CORRECT);
        settings.put(setting, value);
        return settings;
    }

    private static Map<String, String> admin(String id, String secret) {
        Map<String, String> settings = with("LATCHKEY_ADMIN_CLIENT_ID", id);
        settings.put("LATCHKEY_ADMIN_CLIENT_SECRET", secret);
        return settings;
    }

    private static void assertIsOneSentenceAbout(String setting, Optional<String> mistake) {
        String sentence = mistake.orElseThrow(() -> new AssertionError(setting + " was accepted"));
        assertTrue(sentence.contains(setting), sentence);
        assertEquals(1, sentence.lines().count(), sentence);
        assertFalse(sentence.replaceAll("\\.$", "").contains(". "), sentence);
    }
}
