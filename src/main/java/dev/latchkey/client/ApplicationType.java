package dev.latchkey.client;

/// What kind of client an application is; the names are those of the management API.
public enum ApplicationType {
    /// A mobile or desktop app: public, custom-scheme and loopback redirect URIs.
    Native,
    /// A single-page app: public.
    SPA,
    /// A web app with a server that keeps a secret.
    Traditional,
    /// A service that signs in as itself by client credentials.
    MachineToMachine,
    /// Behaves like a web app with a secret.
    Protected;

    /// True when it cannot keep a secret (RFC 6749 §2.1).
    public boolean isPublic() {
        return this == Native || this == SPA;
    }

    /// True when people sign in to it.
    public boolean hasUsers() {
        return this != MachineToMachine;
    }
}
