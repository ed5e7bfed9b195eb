package dev.latchkey.platform;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/// Migrations have connections of their own: those of the pool give up a statement that takes a while, which is
/// long for a request and may be short for a large table.
@Singleton
class MigrationConnections implements FlywayConfigurationCustomizer {
    private final String url;
    private final Optional<String> username;
    private final Optional<String> password;

    MigrationConnections(
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") Optional<String> username,
            @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password) {
        this.url = url;
        this.username = username;
        this.password = password;
    }

    @Override
    public void customize(FluentConfiguration configuration) {
        configuration.dataSource(url, username.orElse(null), password.orElse(null));
    }
}
