package dev.latchkey.connector;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/// A connector as the management API shows it (reference section 4), confidential values masked.
///
/// @param connectorId the kind of connector
/// @param callbackUri the return address to enter at the provider
/// @param warnings what an administrator should look at; absent when there is nothing
record ConnectorView(
        String id,
        String connectorId,
        String type,
        String target,
        ConnectorMetadata.Platform platform,
        Map<String, String> name,
        Map<String, String> description,
        String logo,
        String logoDark,
        String readme,
        List<ConnectorMetadata.FormItem> formItems,
        boolean isStandard,
        Map<String, Object> metadata,
        ObjectNode config,
        boolean syncProfile,
        boolean enableTokenStorage,
        String callbackUri,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings) {}
