package dev.latchkey.connector.standard;

/// How we prove to a provider's token endpoint who we are (OIDC Core §9).
public enum ClientAuthentication {
    CLIENT_SECRET_BASIC,
    CLIENT_SECRET_POST,
    /// A public client: PKCE alone protects the code.
    NONE
}
