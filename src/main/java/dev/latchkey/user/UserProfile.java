package dev.latchkey.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;

/// The further standard claims of a person (OIDC Core §5.1); absent ones are null.
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UserProfile(
        @Size(max = 256) String familyName,
        @Size(max = 256) String givenName,
        @Size(max = 256) String middleName,
        @Size(max = 256) String nickname,
        @Size(max = 256) String preferredUsername,
        @Size(max = 2048) String profile,
        @Size(max = 2048) String website,
        @Size(max = 64) String gender,
        @Size(max = 64) String birthdate,
        @Size(max = 64) String zoneinfo,
        @Size(max = 64) String locale,
        @Valid Address address) {
    static final UserProfile EMPTY =
            new UserProfile(null, null, null, null, null, null, null, null, null, null, null, null);

    /// OIDC Core §5.1.1.
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Address(
            @Size(max = 1024) String formatted,
            @Size(max = 256) String streetAddress,
            @Size(max = 256) String locality,
            @Size(max = 256) String region,
            @Size(max = 64) String postalCode,
            @Size(max = 256) String country) {}
}
