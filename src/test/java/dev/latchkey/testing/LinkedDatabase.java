package dev.latchkey.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The usual environment, with a [DatabaseLink] between the service and its database. A test declares a field
/// for it.
public final class LinkedDatabase implements QuarkusTestResourceLifecycleManager {
    private static final String JDBC = "jdbc:";

    private final TestEnvironment environment = new TestEnvironment();
    private DatabaseLink link;

    /// Read by the framework.
    public static final class Profile implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(LinkedDatabase.class));
        }

        /// The tests wait longer than the service does.
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.http.test-timeout", "60s");
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(environment.start());
        URI database = URI.create(settings.get("LATCHKEY_DB_URL").substring(JDBC.length()));
        try {
            link = DatabaseLink.to(database.getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        settings.put("test.database.direct-url", JDBC + database);
        settings.put("LATCHKEY_DB_URL", JDBC + "postgresql://localhost:" + link.port() + database.getPath());
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(link, new TestInjector.MatchesType(DatabaseLink.class));
    }

    @Override
    public void stop() {
        try {
            link.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        environment.stop();
    }
}
