package dev.latchkey.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;

/// What the service under test runs on: a real PostgreSQL, and an endpoint that is really its own.
public final class TestEnvironment implements QuarkusTestResourceLifecycleManager {
    public static final String ADMIN_ID = "testadmin";
    public static final String ADMIN_SECRET = "testAdminSecret0123456789abcdefg";

    private EmbeddedPostgres postgres;

    @Override
    public Map<String, String> start() {
        try {
            postgres = EmbeddedPostgres.builder()
                    .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                    .setServerConfig("pg_stat_statements.track_planning", "off")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int port = freePort();
        return Map.of(
                "LATCHKEY_DB_URL",
                "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres",
                "LATCHKEY_DB_USERNAME",
                "postgres",
                "quarkus.http.test-port",
                Integer.toString(port),
                "latchkey.endpoint",
                "http://localhost:" + port,
                "latchkey.secret-key",
                "only for tests, only for tests, only for tests",
                "latchkey.admin.client-id",
                ADMIN_ID,
                "latchkey.admin.client-secret",
                ADMIN_SECRET);
    }

    @Override
    public void stop() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A port that nobody listens on right now.
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
