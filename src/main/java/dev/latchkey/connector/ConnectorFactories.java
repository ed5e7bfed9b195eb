package dev.latchkey.connector;

import dev.latchkey.platform.ApiException;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The kinds of social providers that are built in, by id.
@Singleton
class ConnectorFactories {
    private final Map<String, ConnectorFactory> byId = new TreeMap<>();

    ConnectorFactories(@All List<ConnectorFactory> found) {
        for (ConnectorFactory factory : found) {
            if (byId.put(factory.metadata().id(), factory) != null) {
                throw new IllegalStateException("two connector factories are called "
                        + factory.metadata().id());
            }
        }
    }

    Collection<ConnectorFactory> all() {
        return byId.values();
    }

    Optional<ConnectorFactory> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    ConnectorFactory require(String id) {
        return find(id).orElseThrow(() -> new ApiException(
                422, "connector.not_found_with_connector_id", "There is no kind of connector " + id + "."));
    }
}
