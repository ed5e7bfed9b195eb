package dev.latchkey.connector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.annotations.RegisterForReflection;

/// What of a connector can be changed; absent means unchanged.
///
/// @param config replaced as a whole; a masked value stands for the stored one
/// @param trustAddresses whether its word is taken for whose an e-mail address or a phone number is
/// @param metadata only connectors for a standard take any
@RegisterForReflection
record ConnectorChanges(
        ObjectNode config,
        ObjectNode metadata,
        Boolean syncProfile,
        Boolean enableTokenStorage,
        Boolean trustAddresses) {
    boolean overwritesMetadata() {
        return metadata != null && !Tidy.object(metadata).isEmpty();
    }

    boolean storesTokens() {
        return Boolean.TRUE.equals(enableTokenStorage);
    }

    /// Without the configuration: it holds keys.
    @Override
    public String toString() {
        return "ConnectorChanges[syncProfile=" + syncProfile + "]";
    }
}
