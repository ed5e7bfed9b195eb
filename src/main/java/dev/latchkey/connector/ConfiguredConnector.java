package dev.latchkey.connector;

/// A social provider that is configured and ready to use.
///
/// @param id part of the return address `{endpoint}/callback/{id}`
/// @param metadata what kind of provider it is; its target is the space of the identities
/// @param syncProfile whether name and avatar follow the provider at every sign-in
public record ConfiguredConnector(
        String id, ConnectorMetadata metadata, SocialConnector connector, boolean syncProfile) {}
