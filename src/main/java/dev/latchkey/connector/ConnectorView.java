package dev.latchkey.connector;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.ConnectorMetadata.FormItem;
import dev.latchkey.connector.ConnectorMetadata.Platform;
import java.util.List;
import java.util.Map;

/// A connector as the management API shows it (reference section 4).
///
/// @param connectorId the factory
/// @param config with confidential values masked
/// @param status what the connector tells of itself, for example when a certificate ends
/// @param warnings what does not work as it should, in sentences
/// @param callbackUri to be entered in the provider's console
record ConnectorView(
        String id,
        String connectorId,
        String type,
        String target,
        Platform platform,
        Map<String, String> name,
        Map<String, String> description,
        String logo,
        String logoDark,
        String readme,
        List<FormItem> formItems,
        boolean isStandard,
        ObjectNode metadata,
        ObjectNode config,
        boolean syncProfile,
        boolean enableTokenStorage,
        boolean trustAddresses,
        String callbackUri,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Object> status) {}
