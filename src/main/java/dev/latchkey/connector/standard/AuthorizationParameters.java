package dev.latchkey.connector.standard;

import dev.latchkey.connector.ConfigFields;
import java.util.Map;
import java.util.Set;

/// Further parameters of the authorization request, such as `prompt`: whatever does not touch what makes a
/// sign-in safe.
final class AuthorizationParameters {
    private static final String FIELD = "authorizationParameters";
    private static final Set<String> OURS = Set.of(
            "response_type",
            "response_mode",
            "client_id",
            "redirect_uri",
            "scope",
            "state",
            "nonce",
            "code_challenge",
            "code_challenge_method",
            "request",
            "request_uri");

    private AuthorizationParameters() {}

    static Map<String, String> read(ConfigFields fields) {
        Map<String, String> parameters = fields.texts(FIELD);
        parameters.keySet().stream().filter(OURS::contains).findFirst().ifPresent(name -> {
            throw ConfigFields.refused(FIELD, FIELD + " must not hold " + name + ": it is set by the sign-in.");
        });
        return parameters;
    }
}
