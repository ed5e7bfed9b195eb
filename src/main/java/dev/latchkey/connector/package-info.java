/// What a social provider is, the providers that are configured, and their administration.
/// A provider's own code lives in a package below; nobody depends on it, the registry finds it by CDI.
/// State, linking and sessions are not here: they are written once, for all providers, in `signin`.
package dev.latchkey.connector;
