package dev.latchkey.connector;

import dev.latchkey.platform.ApiException;
import dev.latchkey.platform.SealBrokenException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/// What a provider sent along when a person came back from it.
///
/// @param connectorData the parameters at the return address; for Alipay `auth_code`
@RegisterForReflection
record IdentityInput(
        @NotNull String connectorId,

        @NotNull @Size(max = 32) Map<@Size(max = 64) String, @NotNull @Size(max = 4096) String> connectorData) {
    private static final String RETURN_ADDRESS = "redirectUri";
    private static final String STATE = "state";
    private static final String SESSION = "session";

    /// What the provider itself sent.
    Map<String, String> callback() {
        Map<String, String> callback = new HashMap<>(connectorData);
        callback.remove(RETURN_ADDRESS);
        callback.remove(STATE); // whoever began the visit has compared it
        callback.remove(SESSION);
        return callback;
    }

    /// What the connector left when the visit began.
    Map<String, String> session(VisitSessions sessions) {
        String sealed = connectorData.get(SESSION);
        if (sealed == null) {
            return Map.of();
        }
        try {
            return sessions.open(
                    connectorData.getOrDefault(STATE, ""),
                    Base64.getUrlDecoder().decode(sealed));
        } catch (IllegalArgumentException | SealBrokenException _) {
            throw ApiException.invalidInput("connectorData.session: does not belong to connectorData.state");
        }
    }

    /// Without the data: it holds a code.
    @Override
    public String toString() {
        return "IdentityInput[connectorId=" + connectorId + "]";
    }

    /// Where the person came back to: some providers ask for it again.
    URI returnAddress(URI usual) {
        String given = connectorData.get(RETURN_ADDRESS);
        return given == null ? usual : AuthorizationInput.absolute("connectorData." + RETURN_ADDRESS, given);
    }
}
