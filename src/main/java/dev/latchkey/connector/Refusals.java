package dev.latchkey.connector;

import dev.latchkey.platform.ApiException;

/// What the administration of connectors refuses (reference section 4).
final class Refusals {
    private Refusals() {}

    static ApiException unknownFactory(String id) {
        return new ApiException(
                422, "connector.not_found_with_connector_id", "There is no connector factory with the id " + id + ".");
    }

    static ApiException secondInstance(String factoryId) {
        return new ApiException(
                422,
                "connector.multiple_instances_not_supported",
                "There is a connector of " + factoryId + " already, and it can be there only once.");
    }

    static ApiException targetTaken(ConnectorMetadata metadata) {
        return new ApiException(
                422,
                "connector.multiple_target_with_same_platform",
                "There is a connector for " + metadata.target() + " on " + metadata.platform() + " already.");
    }

    static ApiException idTaken(String id) {
        return new ApiException(422, "entity.create_failed", "There is a connector with the id " + id + " already.");
    }

    static ApiException metadataIsFixed() {
        return new ApiException(
                400,
                "connector.cannot_overwrite_metadata_for_non_standard_connector",
                "This connector's metadata cannot be overwritten.");
    }

    static ApiException storesNoTokens() {
        return new ApiException(
                422, "connector.token_storage_not_supported", "This connector cannot store the provider's tokens.");
    }
}
