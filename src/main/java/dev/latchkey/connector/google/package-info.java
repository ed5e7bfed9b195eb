/// Google: an OpenID provider with a fixed issuer.
/// Nobody depends on it; the registry finds its factory.
package dev.latchkey.connector.google;
