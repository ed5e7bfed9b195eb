package dev.latchkey;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/// Starts the service, or says in one sentence which setting keeps it from starting.
@QuarkusMain
public final class Latchkey {
    private static final int CONFIGURATION_ERROR = 78; // EX_CONFIG of sysexits.h

    private Latchkey() {}

    /// The entry point of the packaged jar and of the native executable.
    public static void main(String... arguments) {
        Optional<String> mistake =
                Settings.firstMistake(name -> ConfigProvider.getConfig().getOptionalValue(name, String.class));
        if (mistake.isPresent()) {
            System.err.println(mistake.get());
            System.exit(CONFIGURATION_ERROR);
        }
        Quarkus.run(arguments);
    }
}
