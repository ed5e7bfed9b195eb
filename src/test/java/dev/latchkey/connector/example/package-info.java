/// The worked example of docs/connectors.md: a provider that speaks plain OAuth 2.0. It is compiled
/// and tested here, and not part of the product.
package dev.latchkey.connector.example;
