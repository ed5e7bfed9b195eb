package dev.latchkey.connector;

import java.net.URI;

/// A person who is about to go to a social provider.
///
/// @param state what the provider has to bring back: at most 100 base64url characters
/// @param returnAddress `{endpoint}/callback/{connectorId}`
/// @param userAgent what the browser calls itself; empty when it is not known
public record Visitor(String state, URI returnAddress, String userAgent) {}
