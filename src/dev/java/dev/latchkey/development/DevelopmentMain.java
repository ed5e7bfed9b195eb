package dev.latchkey.development;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/// Starts the service for development: whatever setting is missing gets a sensible default.
@QuarkusMain(name = "development")
public final class DevelopmentMain {
    private DevelopmentMain() {}

    public static void main(String... arguments) {
        if (setting("LATCHKEY_DB_URL").isEmpty()) {
            System.setProperty(
                    "LATCHKEY_DB_URL", DevelopmentDatabase.start(dataDirectory().resolve("postgresql")));
            System.setProperty("LATCHKEY_DB_USERNAME", "postgres");
        }
        defaults().forEach((name, value) -> {
            if (setting(name).isEmpty()) {
                System.setProperty(name, value);
            }
        });
        Quarkus.run(DevelopmentApplication.class, arguments);
    }

    /// Where everything that outlives the process is kept; ignored by git.
    static Path dataDirectory() {
        return Path.of(setting("LATCHKEY_DATA_DIRECTORY").orElse("data")).toAbsolutePath();
    }

    static String required(String name) {
        return setting(name).orElseThrow(() -> new IllegalStateException(name + " is not set"));
    }

    private static Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put(
                "latchkey.endpoint",
                "http://localhost:" + setting("LATCHKEY_HTTP_PORT").orElse("3001"));
        defaults.put("latchkey.secret-key", "for development only, not a secret at all");
        defaults.put("latchkey.admin.client-id", "developmentadmin");
        defaults.put("latchkey.admin.client-secret", "developmentAdminSecret0123456789");
        return defaults;
    }

    private static Optional<String> setting(String name) {
        return ConfigProvider.getConfig().getOptionalValue(name, String.class);
    }
}
