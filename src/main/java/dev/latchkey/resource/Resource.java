package dev.latchkey.resource;

import java.time.Duration;
import java.util.Set;

/// An API that access tokens can be made for (RFC 8707).
///
/// @param indicator the absolute URI that becomes the token's audience
/// @param signingAlgorithm what its access tokens are signed with, if it is still offered
public record Resource(
        String indicator, String name, Duration accessTokenLifetime, String signingAlgorithm, boolean isDefault) {
    /// The management API by its own name.
    public static final String MANAGEMENT = "urn:latchkey:management";

    /// This service's own management API: by its own name, and by the one that compatible clients ask for.
    public static final Set<String> MANAGEMENT_INDICATORS =
            Set.of(Resource.MANAGEMENT, "https://default.logto.app/api");

    /// What access tokens are signed with where nobody asks otherwise.
    static final String SIGNING_ALGORITHM = "ES256";

    /// The one scope of the management API.
    public static final String MANAGEMENT_SCOPE = "all";

    public boolean isManagement() {
        return MANAGEMENT_INDICATORS.contains(indicator);
    }
}
