package dev.latchkey.client;

import dev.latchkey.jose.ForeignKey;
import dev.latchkey.jose.ForeignKeySet;
import dev.latchkey.jose.UntrustworthyException;
import dev.latchkey.oauth.ClientAuthMethod;
import dev.latchkey.platform.ApiException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// What an application may register about how it authenticates: refuses what could never work, or would be
/// believed to protect.
final class AuthenticationRules {
    private static final int MAX_KEYS_LENGTH = 64 * 1024;

    private AuthenticationRules() {}

    static void requireAcceptable(ApplicationType type, OidcClientMetadata oidc) {
        requireMethod(type, oidc.tokenEndpointAuthMethod());
        String algorithm = oidc.tokenEndpointAuthSigningAlg();
        require(
                algorithm == null || AssertionAlgorithms.ALL.contains(algorithm),
                "tokenEndpointAuthSigningAlg",
                "must be one of " + String.join(", ", AssertionAlgorithms.ALL));
        require(oidc.jwks() == null || oidc.jwksUri() == null, "jwks", "goes with no jwksUri");
        if (oidc.jwks() != null) {
            requireKeys(oidc.jwks().toString());
        }
        if (oidc.jwksUri() != null) {
            RegisteredUri.fetchProblem(oidc.jwksUri()).ifPresent(problem -> require(false, "jwksUri", problem));
        }
        require(
                !usesKeys(oidc) || oidc.jwks() != null || oidc.jwksUri() != null,
                "tokenEndpointAuthMethod",
                "private_key_jwt needs jwks or jwksUri");
    }

    /// Whether it authenticates by a key of its own, so that a secret would be of no use to it.
    static boolean usesKeys(OidcClientMetadata oidc) {
        return oidc.authMethod().equals(Optional.of(ClientAuthMethod.PRIVATE_KEY_JWT));
    }

    private static void requireMethod(ApplicationType type, String name) {
        if (name == null) {
            return;
        }
        ClientAuthMethod method = ClientAuthMethod.of(name).orElse(null);
        require(
                method != null,
                "tokenEndpointAuthMethod",
                "must be one of "
                        + Arrays.stream(ClientAuthMethod.values())
                                .map(ClientAuthMethod::value)
                                .collect(Collectors.joining(", ")));
        require(
                type.isPublic() == (method == ClientAuthMethod.NONE),
                "tokenEndpointAuthMethod",
                type.isPublic()
                        ? "must be none for an application that cannot keep a secret"
                        : "must not be none for an application that can keep a secret");
    }

    private static void requireKeys(String json) {
        require(json.length() <= MAX_KEYS_LENGTH, "jwks", "must be at most " + MAX_KEYS_LENGTH + " characters");
        try {
            require(
                    ForeignKeySet.members(json).stream().noneMatch(ForeignKey::isPrivate),
                    "jwks",
                    "must hold no private or shared key");
            require(
                    !ForeignKeySet.parse(json).keys().isEmpty(),
                    "jwks",
                    "must hold a public key for signatures: RSA of 2048 to 4096 bits, P-256, P-384 or Ed25519");
        } catch (UntrustworthyException problem) {
            require(false, "jwks", problem.reason());
        }
    }

    private static void require(boolean condition, String field, String otherwise) {
        if (!condition) {
            throw ApiException.invalidInput("oidcClientMetadata." + field + ": " + otherwise);
        }
    }
}
