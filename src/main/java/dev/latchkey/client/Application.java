package dev.latchkey.client;

import dev.latchkey.oauth.ClientAuthMethod;
import dev.latchkey.oauth.GrantType;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

    /// True when it may not be authorized without PKCE (RFC 7636): public applications, unless the operator
    /// lets one go without.
    public boolean needsPkce() {
        return isFapi2() || Optional.ofNullable(custom.requirePkce()).orElseGet(type::isPublic);
    }

    /// True when it may not be authorized unless it pushed its request before (RFC 9126 §6).
    public boolean needsPushedRequests() {
        return Boolean.TRUE.equals(custom.requirePushedAuthorizationRequests()) || isFapi2();
    }

    /// Whether it lives by the FAPI 2.0 Security Profile.
    public boolean isFapi2() {
        return custom.isFapi2();
    }

    /// How it may authenticate: as it registered, else as its type does.
    Set<ClientAuthMethod> authMethods() {
        if (isFapi2()) {
            return EnumSet.of(ClientAuthMethod.PRIVATE_KEY_JWT);
        }
        return oidc.authMethod()
                .map(EnumSet::of)
                .orElse(
                        type.isPublic()
                                ? EnumSet.of(ClientAuthMethod.NONE)
                                : EnumSet.of(
                                        ClientAuthMethod.CLIENT_SECRET_BASIC, ClientAuthMethod.CLIENT_SECRET_POST));
    }

    /// Whether what it registered, if it registered any, holds the grant.
    public boolean registered(GrantType grant) {
        return custom.grantTypes() == null || custom.grantTypes().contains(grant.value());
    }

    /// A third party gets what people consented to, and nothing by way of other tokens.
    public boolean mayExchangeTokens() {
        return Boolean.TRUE.equals(custom.allowTokenExchange()) && !isThirdParty;
    }
}
