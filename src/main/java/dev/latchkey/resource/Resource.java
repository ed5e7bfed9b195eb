package dev.latchkey.resource;

import java.time.Duration;
import java.util.Set;

/// An API that access tokens can be made for (RFC 8707).
///
/// @param indicator the absolute URI that becomes the token's audience
public record Resource(String indicator, String name, Duration accessTokenLifetime, boolean isDefault) {
    /// The management API by its own name.
    public static final String MANAGEMENT = "urn:latchkey:management";

    /// This service's own management API: by its own name, and by the one that compatible clients ask for.
    public static final Set<String> MANAGEMENT_INDICATORS =
            Set.of(Resource.MANAGEMENT, "https://default.logto.app/api");

    /// The one scope of the management API.
    public static final String MANAGEMENT_SCOPE = "all";

    public boolean isManagement() {
        return MANAGEMENT_INDICATORS.contains(indicator);
    }
}
