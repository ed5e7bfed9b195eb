package dev.latchkey.client;

import dev.latchkey.platform.ApiException;

/// What an application has to register to live by the FAPI 2.0 Security Profile. A setting that the profile
/// would overrule is refused, so that nobody believes in it.
final class Fapi2Rules {
    private Fapi2Rules() {}

    static void requireAcceptable(ApplicationInput input) {
        CustomClientMetadata custom = input.custom();
        if (custom.securityProfile() == null) {
            return;
        }
        require(custom.isFapi2(), "customClientMetadata.securityProfile", "must be fapi2, or absent");
        require(
                !input.type().isPublic(),
                "customClientMetadata.securityProfile",
                "fapi2 is for applications that can keep a key (FAPI 2.0 §5.3.2.1)");
        requireKeys(input.oidc());
        requireNotOff(custom.requirePushedAuthorizationRequests(), "requirePushedAuthorizationRequests");
        requireNotOff(custom.requirePkce(), "requirePkce");
        requireNotOff(custom.dpopBoundAccessTokens(), "dpopBoundAccessTokens");
        requireNotOn(custom.rotateRefreshToken(), "rotateRefreshToken");
        requireNotOn(custom.allowTokenExchange(), "allowTokenExchange");
        requireAlgorithm(custom.idTokenSignedResponseAlg(), "customClientMetadata.idTokenSignedResponseAlg");
        requireAlgorithm(custom.userinfoSignedResponseAlg(), "customClientMetadata.userinfoSignedResponseAlg");
    }

    private static void requireKeys(OidcClientMetadata oidc) {
        require(
                AuthenticationRules.usesKeys(oidc),
                "oidcClientMetadata.tokenEndpointAuthMethod",
                "must be private_key_jwt under fapi2");
        requireAlgorithm(oidc.tokenEndpointAuthSigningAlg(), "oidcClientMetadata.tokenEndpointAuthSigningAlg");
        require(
                oidc.redirectUris().stream().allMatch(uri -> uri.regionMatches(true, 0, "https:", 0, 6)),
                "oidcClientMetadata.redirectUris",
                "must be https under fapi2");
    }

    private static void requireAlgorithm(String name, String path) {
        require(
                name == null || AssertionAlgorithms.FAPI2.contains(name),
                path,
                "must be one of " + String.join(", ", AssertionAlgorithms.FAPI2) + " under fapi2");
    }

    private static void requireNotOff(Boolean setting, String field) {
        require(!Boolean.FALSE.equals(setting), "customClientMetadata." + field, "cannot be switched off under fapi2");
    }

    private static void requireNotOn(Boolean setting, String field) {
        require(!Boolean.TRUE.equals(setting), "customClientMetadata." + field, "cannot be switched on under fapi2");
    }

    private static void require(boolean condition, String path, String otherwise) {
        if (!condition) {
            throw ApiException.invalidInput(path + ": " + otherwise);
        }
    }
}
