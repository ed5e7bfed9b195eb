package dev.latchkey.connector;

import com.fasterxml.jackson.annotation.JsonInclude;

/// Where to send the browser.
///
/// @param session what the connector wants to know again, sealed: to be sent along as
///     `connectorData.session`, together with the `state`, when the person is back; null for none
record AuthorizationView(
        String redirectTo,
        @JsonInclude(JsonInclude.Include.NON_NULL) String session) {
    /// Without the values.
    @Override
    public String toString() {
        return "AuthorizationView";
    }
}
