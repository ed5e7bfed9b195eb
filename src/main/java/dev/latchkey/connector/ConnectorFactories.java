package dev.latchkey.connector;

import static java.util.stream.Collectors.toMap;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// The kinds of social providers that this build knows.
@Singleton
class ConnectorFactories {
    private final Map<String, ConnectorFactory> byId;

    ConnectorFactories(@All List<ConnectorFactory> factories) {
        this.byId = new TreeMap<>(
                factories.stream().collect(toMap(factory -> factory.metadata().id(), Function.identity())));
    }

    /// All of them, by id.
    List<ConnectorFactory> all() {
        return List.copyOf(byId.values());
    }

    Optional<ConnectorFactory> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
