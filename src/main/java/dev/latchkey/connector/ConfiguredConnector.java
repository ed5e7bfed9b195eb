package dev.latchkey.connector;

/// A social provider that this installation is set up for.
///
/// @param id part of the return address `{endpoint}/callback/{id}`
/// @param metadata with target, name and logo of its own, where it speaks a standard
/// @param syncProfile whether name and avatar follow the provider at every sign-in
/// @param trustsAddresses whether its word is taken for whose an e-mail address or a phone number is
public record ConfiguredConnector(
        String id,
        ConnectorMetadata metadata,
        SocialConnector connector,
        boolean syncProfile,
        boolean trustsAddresses,
        boolean isStandard) {
    public boolean isOfferedTo(String userAgent) {
        return connector.isOfferedTo(userAgent, metadata.platform());
    }
}
