package dev.latchkey;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/// Checks the settings before anything starts, so that a mistake is one sentence and not the stack
/// trace of whatever needed the setting first.
final class Settings {
    private static final int MIN_SECRET_KEY = 32;
    private static final int MAX_PORT = 65_535;
    private static final Set<String> LOCAL_HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Function<String, Optional<String>> source;

    private Settings(Function<String, Optional<String>> source) {
        this.source = source;
    }

    /// The first setting that is missing, malformed or contradicts another, as a sentence.
    ///
    /// @param source looks a setting up by its environment name
    static Optional<String> firstMistake(Function<String, Optional<String>> source) {
        Settings settings = new Settings(source);
        return settings.database()
                .or(settings::endpoint)
                .or(settings::port)
                .or(settings::secretKey)
                .or(settings::admin)
                .or(() -> SettingRanges.firstMistake(settings::get));
    }

    private Optional<String> database() {
        return required(
                "LATCHKEY_DB_URL",
                "the JDBC URL of the PostgreSQL database, for example jdbc:postgresql://localhost:5432/latchkey",
                url -> url.startsWith("jdbc:postgresql:"));
    }

    private Optional<String> endpoint() {
        return required(
                "LATCHKEY_ENDPOINT",
                "the public base URL, for example https://id.example.com (http only for localhost, "
                        + "without path, query or fragment)",
                Settings::isEndpoint);
    }

    private static boolean isEndpoint(String text) {
        try {
            URI uri = URI.create(text);
            boolean scheme = "https".equalsIgnoreCase(uri.getScheme())
                    || "http".equalsIgnoreCase(uri.getScheme()) && LOCAL_HOSTS.contains(uri.getHost());
            boolean bare = Set.of("", "/").contains(Objects.requireNonNullElse(uri.getRawPath(), "?"));
            return scheme && bare && uri.getHost() != null && uri.getRawQuery() == null && uri.getRawFragment() == null;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private Optional<String> port() {
        return get("LATCHKEY_HTTP_PORT")
                .filter(port -> !isPort(port))
                .map(port -> "LATCHKEY_HTTP_PORT must be a port number from 0 to 65535, but is \"" + port + "\".");
    }

    private static boolean isPort(String text) {
        return text.matches("\\d{1,5}") && Integer.parseInt(text) <= MAX_PORT;
    }

    private Optional<String> secretKey() {
        return get("LATCHKEY_SECRET_KEY")
                        .filter(key -> key.length() >= MIN_SECRET_KEY)
                        .isPresent()
                ? Optional.empty()
                : Optional.of("LATCHKEY_SECRET_KEY must be set to a random secret of at least " + MIN_SECRET_KEY
                        + " characters, for example the output of: openssl rand -base64 32");
    }

    private Optional<String> admin() {
        Optional<String> id = get("LATCHKEY_ADMIN_CLIENT_ID");
        Optional<String> secret = get("LATCHKEY_ADMIN_CLIENT_SECRET");
        if (id.isPresent() != secret.isPresent()) {
            return Optional.of("LATCHKEY_ADMIN_CLIENT_ID and LATCHKEY_ADMIN_CLIENT_SECRET belong together: "
                    + (id.isPresent() ? "the secret" : "the id") + " is missing.");
        }
        if (id.isPresent() && !id.get().matches("[0-9a-z]{1,21}")) {
            return Optional.of("LATCHKEY_ADMIN_CLIENT_ID must be 1 to 21 lower-case letters and digits.");
        }
        if (secret.isPresent() && !secret.get().matches("[0-9A-Za-z]{16,128}")) {
            return Optional.of("LATCHKEY_ADMIN_CLIENT_SECRET must be 16 to 128 letters and digits.");
        }
        return Optional.empty();
    }

    private Optional<String> required(String name, String what, Predicate<String> check) {
        Optional<String> value = get(name);
        if (value.isEmpty()) {
            return Optional.of(name + " is not set: it must be " + what + ".");
        }
        return value.filter(check.negate()).map(wrong -> name + " must be " + what + ".");
    }

    private Optional<String> get(String name) {
        return source.apply(name).filter(value -> !value.isBlank());
    }
}
