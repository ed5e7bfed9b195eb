package dev.latchkey.resource;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/// What the management API accepts as a resource.
///
/// @param accessTokenTtl seconds; absent means an hour
/// @param accessTokenSigningAlg what access tokens are signed with; absent means ES256
@RegisterForReflection
record ResourceInput(
        @NotBlank @Size(max = 256) String name,
        @NotNull @Size(max = 2048) String indicator,
        @Min(1) @Max(86_400) Integer accessTokenTtl,
        String accessTokenSigningAlg) {
    private static final int DEFAULT_TTL = 3600;

    String signingAlg() {
        return accessTokenSigningAlg == null ? Resource.SIGNING_ALGORITHM : accessTokenSigningAlg;
    }

    int ttl() {
        return accessTokenTtl == null ? DEFAULT_TTL : accessTokenTtl;
    }
}
