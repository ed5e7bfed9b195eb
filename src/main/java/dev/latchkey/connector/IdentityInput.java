package dev.latchkey.connector;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
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

    /// What the provider itself sent.
    Map<String, String> callback() {
        Map<String, String> callback = new HashMap<>(connectorData);
        callback.remove(RETURN_ADDRESS);
        callback.remove("state"); // whoever began the visit has compared it
        return callback;
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
