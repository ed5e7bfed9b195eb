package dev.latchkey.connector;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;

/// What the management API accepts as a connector (reference section 4).
///
/// @param id chosen by the caller, to know the return address beforehand; absent means a random one
/// @param connectorId the kind of connector, for example `alipay-web`
@RegisterForReflection
record ConnectorInput(
        @Pattern(regexp = "[A-Za-z0-9_-]{1,128}") String id,
        @NotBlank String connectorId,
        ObjectNode config,
        ObjectNode metadata,
        Boolean syncProfile,
        Boolean enableTokenStorage) {
    ObjectNode submittedConfig() {
        return config == null ? JsonNodeFactory.instance.objectNode() : config;
    }

    boolean overwritesMetadata() {
        return metadata != null && !ConnectorConfigs.clean(metadata).isEmpty();
    }

    boolean syncs() {
        return Boolean.TRUE.equals(syncProfile);
    }

    /// A record prints every field; this one must not.
    @Override
    public String toString() {
        return "ConnectorInput[id=" + id + ", connectorId=" + connectorId + "]";
    }
}
