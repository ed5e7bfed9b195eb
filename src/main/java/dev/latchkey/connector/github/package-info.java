/// GitHub: OAuth 2.0, and its own API about the person.
/// Nobody depends on it; the registry finds its factory.
package dev.latchkey.connector.github;
