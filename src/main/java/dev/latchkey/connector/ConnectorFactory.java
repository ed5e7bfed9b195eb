package dev.latchkey.connector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/// A kind of social provider, for example Alipay (Web): a CDI bean, found by the registry, so
/// adding one edits nothing else.
public interface ConnectorFactory {
    /// What administrators and the sign-in page are shown; constant.
    ConnectorMetadata metadata();

    /// Checks a configuration and makes the connector that works with it. Called when the
    /// configuration is saved and when it is loaded, never with masked values. Does not call out.
    ///
    /// @throws ConnectorException `connector.invalid_config` with a sentence that tells what is wrong
    SocialConnector configure(ObjectNode config);

    /// The keys of the configuration that never leave the service in clear.
    Set<String> confidentialKeys();

    /// Whether it speaks a standard and not with one provider: there may be any number of connectors
    /// of it then, each with a target, name and logo of its own.
    default boolean isStandard() {
        return false;
    }
}
