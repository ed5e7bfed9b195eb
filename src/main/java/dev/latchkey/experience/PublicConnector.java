package dev.latchkey.experience;

import dev.latchkey.connector.ConfiguredConnector;
import dev.latchkey.connector.ConnectorMetadata;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;
import java.util.TreeMap;

/// A social provider as anyone may see it: what a button needs, nothing of the configuration
/// (reference, social sign-in §7).
@RegisterForReflection
record PublicConnector(
        String id,
        String target,
        ConnectorMetadata.Platform platform,
        Map<String, String> name,
        String logo,
        String logoDark,
        boolean isStandard) {
    static PublicConnector of(ConfiguredConnector connector) {
        ConnectorMetadata metadata = connector.metadata();
        return new PublicConnector(
                connector.id(),
                metadata.target(),
                metadata.platform(),
                new TreeMap<>(metadata.name()),
                metadata.logo(),
                metadata.logoDark(),
                connector.isStandard());
    }
}
