/// Apple: an OpenID provider that answers by form post and takes a signed JWT as client secret.
/// Nobody depends on it; the registry finds its factory.
package dev.latchkey.connector.apple;
