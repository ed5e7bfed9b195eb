package dev.latchkey.client;

import dev.latchkey.platform.Database;
import dev.latchkey.platform.LatchkeyConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;

/// The application that administration begins with: configured, not created, as nobody could call
/// the API before it is there. The settings win over what the database says.
@ApplicationScoped
class AdminApplication {
    /// Locks the row even when there is nothing to change: of several replicas that start at once,
    /// one writes, and the others then find everything in place.
    private static final String ENSURE = """
            insert into applications (id, name, type, is_admin) values (?, 'Management API', 'MachineToMachine', true)
            on conflict (id) do update set type = excluded.type, is_admin = true
            where not applications.is_admin or applications.type <> excluded.type""";

    private final LatchkeyConfig config;
    private final Database database;
    private final ApplicationSecrets secrets;

    AdminApplication(LatchkeyConfig config, Database database, ApplicationSecrets secrets) {
        this.config = config;
        this.database = database;
        this.secrets = secrets;
    }

    @Transactional
    void ensure(@Observes @Priority(10) StartupEvent event) {
        config.admin().clientId().ifPresent(id -> {
            database.update(ENSURE, id);
            secrets.put(
                    id,
                    ApplicationSecrets.DEFAULT_NAME,
                    config.admin().clientSecret().orElseThrow());
        });
    }
}
