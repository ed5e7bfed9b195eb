package dev.latchkey.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;

/// What an administrator may set for one application; an absent value means the default.
///
/// @param corsAllowedOrigins further origins whose scripts may read answers
/// @param idTokenTtl life of an ID token in seconds; default 3600
/// @param refreshTokenTtl life of a refresh token in seconds; `refreshTokenTtlInDays` wins
/// @param refreshTokenTtlInDays 1 to 180; default 14
/// @param rotateRefreshToken false switches rotation off; default true
/// @param alwaysIssueRefreshToken a refresh token without `offline_access`; web applications only
/// @param idTokenSignedResponseAlg `RS256` (default; `PS256` under `fapi2`), `PS256`, `ES256`, `ES384` or, where it is
///     switched on, `EdDSA`
/// @param userinfoSignedResponseAlg one of the same: userinfo comes as a JWT; by default it is JSON
/// @param scopeClaimsInIdToken whether ID tokens hold the claims of the scopes; by default those do
///     that come with `offline_access`
/// @param accessTokenTtl life of an access token for userinfo in seconds; default 3600
/// @param requirePkce default false with a secret, true without; native applications always need PKCE
/// @param requirePushedAuthorizationRequests true refuses authorization requests that were not pushed (RFC 9126 §6)
/// @param dpopBoundAccessTokens true refuses token requests without a DPoP proof (RFC 9449 §5.2)
/// @param grantTypes those of its type's grants that it may use (RFC 7591 §2); by default all of them
/// @param securityProfile `fapi2` holds the application to the FAPI 2.0 Security Profile
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
public record CustomClientMetadata(
        List<@NotNull String> corsAllowedOrigins,
        @Min(1) @Max(86_400) Integer idTokenTtl,
        @Min(1) @Max(180 * 86_400) Integer refreshTokenTtl,
        @Min(1) @Max(180) Integer refreshTokenTtlInDays,
        Boolean rotateRefreshToken,
        Boolean alwaysIssueRefreshToken,
        Boolean allowTokenExchange,
        Boolean isDeviceFlow,
        @Positive Integer maxAllowedGrants,
        String idTokenSignedResponseAlg,
        String userinfoSignedResponseAlg,
        Boolean scopeClaimsInIdToken,
        @Min(1) @Max(86_400) Integer accessTokenTtl,
        Boolean requirePkce,
        Boolean requirePushedAuthorizationRequests,
        Boolean dpopBoundAccessTokens,
        @Size(max = 10) List<@NotNull String> grantTypes,
        String securityProfile) {
    private static final String FAPI2 = "fapi2";

    /// Every default.
    public static final CustomClientMetadata NONE = new CustomClientMetadata(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    boolean usesDeviceFlow() {
        return Boolean.TRUE.equals(isDeviceFlow);
    }

    boolean isFapi2() {
        return FAPI2.equals(securityProfile);
    }

    /// What its ID tokens are to be signed with, if it matters; FAPI 2.0 §5.4.1 wants no RS256.
    public Optional<String> idTokenAlgorithm() {
        return Optional.ofNullable(idTokenSignedResponseAlg)
                .or(() -> isFapi2() ? Optional.of("PS256") : Optional.empty());
    }
}
