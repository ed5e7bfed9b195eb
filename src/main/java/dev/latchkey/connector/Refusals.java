package dev.latchkey.connector;

import dev.latchkey.connector.ConnectorMetadata.Platform;
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

    static ApiException targetTaken(String target, Platform platform) {
        return new ApiException(
                422,
                "connector.multiple_target_with_same_platform",
                "There is a connector for " + target + " on " + platform + " already.");
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

    static ApiException targetMissing() {
        return new ApiException(
                400,
                "connector.should_specify_target",
                "A connector for a standard needs metadata.target, the name of the identities that it brings.");
    }

    static ApiException targetIsFixed() {
        return new ApiException(
                400, "connector.can_not_modify_target", "The target cannot be changed: identities hang on it.");
    }

    static ApiException metadata(String field, String rule) {
        return ApiException.invalidInput("metadata." + field + ": " + rule);
    }

    static ApiException storesNoTokens() {
        return new ApiException(
                422, "connector.token_storage_not_supported", "This connector cannot store the provider's tokens.");
    }
}
