package dev.latchkey.client;

import java.time.Instant;
import java.util.List;

/// An application as the protocol sees it: immutable, from memory.
public record Application(
        String id,
        String name,
        ApplicationType type,
        OidcClientMetadata oidc,
        CustomClientMetadata custom,
        boolean isThirdParty,
        boolean isAdmin,
        Instant createdAt,
        List<ApplicationSecret> secrets) {
    public Application {
        secrets = List.copyOf(secrets);
    }

    /// True when it may not be authorized without PKCE (RFC 7636).
    public boolean needsPkce() {
        return type.isPublic() || Boolean.TRUE.equals(custom.requirePkce());
    }

    /// A third party gets what people consented to, and nothing by way of other tokens.
    public boolean mayExchangeTokens() {
        return Boolean.TRUE.equals(custom.allowTokenExchange()) && !isThirdParty;
    }
}
