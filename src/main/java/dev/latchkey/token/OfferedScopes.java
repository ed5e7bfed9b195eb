package dev.latchkey.token;

import java.util.List;

/// The scopes that exist here; others are left out of an authorization, as RFC 6749 §3.3 allows.
public final class OfferedScopes {
    public static final List<String> ALL =
            List.of("openid", "offline_access", "profile", "email", "phone", "address", "custom_data", "identities");

    private OfferedScopes() {}
}
