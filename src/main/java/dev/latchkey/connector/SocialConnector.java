package dev.latchkey.connector;

import java.net.URI;
import java.util.List;
import java.util.Map;

/// A social provider as configured: where to send a person, and who came back.
/// Immutable and shared by all requests.
public interface SocialConnector {
    /// Where the browser goes.
    ///
    /// @param state what the provider has to bring back: at most 100 base64url characters
    /// @param returnAddress `{endpoint}/callback/{connectorId}`
    URI authorizationUri(String state, URI returnAddress);

    /// Asks the provider who the person is, by what it sent along to the return address
    /// (everything but `state`). Calls out; never inside a database transaction; a code is tried once.
    ///
    /// @throws ConnectorException with the cause told apart: the code, the configuration, the provider
    ExternalIdentity identify(Map<String, String> callback, URI returnAddress);

    /// What works, but not as it should, in sentences for administrators.
    default List<String> warnings() {
        return List.of();
    }
}
