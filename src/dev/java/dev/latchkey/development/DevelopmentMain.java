package dev.latchkey.development;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/// Starts the service for development: whatever setting is missing gets a sensible default.
@QuarkusMain(name = "development")
public final class DevelopmentMain {
    static final String ADMIN_ID = "developmentadmin";
    static final String ADMIN_SECRET = "developmentAdminSecret0123456789";

    private DevelopmentMain() {}

    public static void main(String... arguments) {
        if (setting("LATCHKEY_DB_URL").isEmpty()) {
            Path data =
                    Path.of(setting("LATCHKEY_DATA_DIRECTORY").orElse("data")).toAbsolutePath();
            System.setProperty("LATCHKEY_DB_URL", DevelopmentDatabase.start(data.resolve("postgresql")));
            System.setProperty("LATCHKEY_DB_USERNAME", "postgres");
        }
        Map.of(
                        "latchkey.endpoint",
                        "http://localhost:" + setting("LATCHKEY_HTTP_PORT").orElse("3001"),
                        "latchkey.secret-key",
                        "for development only, not a secret at all",
                        "latchkey.admin.client-id",
                        ADMIN_ID,
                        "latchkey.admin.client-secret",
                        ADMIN_SECRET)
                .forEach((name, value) -> {
                    if (setting(name).isEmpty()) {
                        System.setProperty(name, value);
                    }
                });
        Quarkus.run(arguments);
    }

    private static Optional<String> setting(String name) {
        return ConfigProvider.getConfig().getOptionalValue(name, String.class);
    }
}
