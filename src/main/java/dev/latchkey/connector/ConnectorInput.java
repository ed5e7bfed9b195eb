package dev.latchkey.connector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/// What the management API accepts as a new connector (reference section 4).
///
/// @param connectorId the factory, for example `alipay-web`
/// @param id chosen by the caller, who then knows the return address beforehand; else it is made
@RegisterForReflection
record ConnectorInput(
        @NotBlank @Size(max = 64) String connectorId,
        ObjectNode config,
        ObjectNode metadata,
        Boolean syncProfile,
        Boolean enableTokenStorage,
        Boolean trustAddresses,

        @Pattern(regexp = "[A-Za-z0-9_-]{1,128}", message = "must be 1 to 128 letters, digits, underscores or hyphens")
        String id) {
    /// The part that can be changed later too.
    ConnectorChanges changes() {
        return new ConnectorChanges(config, metadata, syncProfile, enableTokenStorage, trustAddresses);
    }

    /// Without the configuration: it holds keys.
    @Override
    public String toString() {
        return "ConnectorInput[connectorId=" + connectorId + ", id=" + id + "]";
    }
}
