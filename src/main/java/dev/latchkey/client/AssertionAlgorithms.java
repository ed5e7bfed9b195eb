package dev.latchkey.client;

import java.util.List;

/// What a client assertion may be signed with. `none` and whatever shares a secret are never among them.
public final class AssertionAlgorithms {
    public static final List<String> ALL = List.of("RS256", "PS256", "ES256", "ES384", "EdDSA");

    /// FAPI 2.0 §5.4.1.
    static final List<String> FAPI2 = List.of("PS256", "ES256", "EdDSA");

    private AssertionAlgorithms() {}

    /// Those that this application may sign with: the one that it registered, else all of its profile.
    static List<String> of(Application application) {
        String registered = application.oidc().tokenEndpointAuthSigningAlg();
        List<String> allowed = application.isFapi2() ? FAPI2 : ALL;
        return registered == null
                ? allowed
                : allowed.stream().filter(registered::equals).toList();
    }
}
