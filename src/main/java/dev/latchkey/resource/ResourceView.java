package dev.latchkey.resource;

/// A resource as the management API shows it (reference section 7).
///
/// @param accessTokenTtl seconds
record ResourceView(
        String tenantId,
        String id,
        String name,
        String indicator,
        boolean isDefault,
        int accessTokenTtl,
        String accessTokenSigningAlg) {
    /// There is one tenant; compatible clients read its name.
    static final String TENANT = "default";
}
