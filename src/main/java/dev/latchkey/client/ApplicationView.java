package dev.latchkey.client;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// An application as the management API shows it, without its secrets (reference section 3).
///
/// @param createdAt milliseconds since the epoch
record ApplicationView(
        String tenantId,
        String id,
        String name,
        String description,
        ApplicationType type,
        OidcClientMetadata oidcClientMetadata,
        CustomClientMetadata customClientMetadata,
        ProtectedAppMetadata protectedAppMetadata,
        ObjectNode customData,
        boolean isThirdParty,
        boolean isAdmin,
        boolean appLevelAccessControlEnabled,
        long createdAt) {
    /// There is one tenant; compatible clients read its name.
    static final String TENANT = "default";
}
