package dev.latchkey.client;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/// What the management API accepts as an application (reference section 3).
///
/// @param isAdmin may administer by itself: only PATCH sets it, only for machine-to-machine
/// @param appLevelAccessControlEnabled not offered, so asking for it is refused and not ignored
@RegisterForReflection
record ApplicationInput(
        @NotBlank @Size(max = 256) String name,
        @NotNull ApplicationType type,
        @Size(max = 4096) String description,
        @Valid OidcClientMetadata oidcClientMetadata,
        @Valid CustomClientMetadata customClientMetadata,
        Boolean isThirdParty,
        @Valid ProtectedAppMetadata protectedAppMetadata,
        ObjectNode customData,
        Boolean isAdmin,
        Boolean appLevelAccessControlEnabled) {
    ApplicationInput {
        customData = customData == null ? JsonNodeFactory.instance.objectNode() : customData;
    }

    OidcClientMetadata oidc() {
        return oidcClientMetadata == null ? OidcClientMetadata.NONE : oidcClientMetadata;
    }

    CustomClientMetadata custom() {
        return customClientMetadata == null ? CustomClientMetadata.NONE : customClientMetadata;
    }

    boolean thirdParty() {
        return Boolean.TRUE.equals(isThirdParty);
    }

    boolean administers() {
        return Boolean.TRUE.equals(isAdmin);
    }
}
