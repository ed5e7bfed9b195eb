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
}
