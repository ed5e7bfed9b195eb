package dev.latchkey.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/// What an administrator may set for one application; an absent value means the default.
///
/// @param corsAllowedOrigins further origins whose scripts may read answers
/// @param idTokenTtl life of an ID token in seconds; default 3600
/// @param refreshTokenTtl life of a refresh token in seconds; `refreshTokenTtlInDays` wins
/// @param refreshTokenTtlInDays 1 to 180; default 14
/// @param rotateRefreshToken false switches rotation off; default true
/// @param alwaysIssueRefreshToken a refresh token without `offline_access`; web applications only
/// @param idTokenSignedResponseAlg `RS256` (default) or `ES256`
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CustomClientMetadata(
        List<String> corsAllowedOrigins,
        Integer idTokenTtl,
        Integer refreshTokenTtl,
        Integer refreshTokenTtlInDays,
        Boolean rotateRefreshToken,
        Boolean alwaysIssueRefreshToken,
        Boolean allowTokenExchange,
        Boolean isDeviceFlow,
        Integer maxAllowedGrants,
        String idTokenSignedResponseAlg) {}
