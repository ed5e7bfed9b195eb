package dev.latchkey.discovery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.client.AssertionAlgorithms;
import dev.latchkey.client.RegistrationConfig;
import dev.latchkey.dpop.ProofAlgorithms;
import dev.latchkey.key.OfferedAlgorithms;
import dev.latchkey.oauth.ClientAuthMethod;
import dev.latchkey.oauth.GrantType;
import dev.latchkey.oauth.ResponseMode;
import dev.latchkey.platform.LatchkeyConfig;
import dev.latchkey.token.OfferedScopes;
import dev.latchkey.token.PersonClaim;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The discovery document (OIDC Discovery §3, RFC 8414): exactly what works, made once.
@Singleton
class Metadata {
    /// Those about the token and the sign-in.
    private static final List<String> PROTOCOL_CLAIMS =
            List.of("sub", "iss", "aud", "exp", "iat", "auth_time", "nonce", "acr", "amr", "sid", "at_hash");

    private final byte[] document;

    Metadata(LatchkeyConfig config, OfferedAlgorithms algorithms, RegistrationConfig registration, ObjectMapper json) {
        Map<String, Object> fields = fields(config.issuer(), algorithms.names());
        if (registration.enabled()) {
            fields.put("registration_endpoint", config.issuer() + "/register");
        }
        this.document = write(json, fields);
    }

    byte[] document() {
        return document;
    }

    private static Map<String, Object> fields(String issuer, List<String> algorithms) {
        List<String> authentication = Arrays.stream(ClientAuthMethod.values())
                .map(ClientAuthMethod::value)
                .toList();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("issuer", issuer);
        fields.put("authorization_endpoint", issuer + "/auth");
        fields.put("token_endpoint", issuer + "/token");
        fields.put("userinfo_endpoint", issuer + "/me");
        fields.put("end_session_endpoint", issuer + "/session/end");
        fields.put("revocation_endpoint", issuer + "/token/revocation");
        fields.put("introspection_endpoint", issuer + "/token/introspection");
        fields.put("pushed_authorization_request_endpoint", issuer + "/request");
        fields.put("require_pushed_authorization_requests", false);
        fields.put("device_authorization_endpoint", issuer + "/device/auth");
        fields.put("jwks_uri", issuer + "/jwks");
        fields.put("response_types_supported", List.of("code"));
        fields.put(
                "response_modes_supported",
                Arrays.stream(ResponseMode.values()).map(ResponseMode::value).toList());
        fields.put(
                "grant_types_supported",
                Arrays.stream(GrantType.values()).map(GrantType::value).toList());
        fields.put("scopes_supported", OfferedScopes.ALL);
        fields.put("claims_supported", claims());
        fields.put("subject_types_supported", List.of("public"));
        fields.put("id_token_signing_alg_values_supported", algorithms);
        fields.put("userinfo_signing_alg_values_supported", algorithms);
        fields.put("token_endpoint_auth_methods_supported", authentication);
        fields.put("token_endpoint_auth_signing_alg_values_supported", AssertionAlgorithms.ALL);
        fields.put("revocation_endpoint_auth_methods_supported", authentication);
        fields.put("revocation_endpoint_auth_signing_alg_values_supported", AssertionAlgorithms.ALL);
        fields.put(
                "introspection_endpoint_auth_methods_supported",
                authentication.stream()
                        .filter(method -> !method.equals(ClientAuthMethod.NONE.value()))
                        .toList());
        fields.put("introspection_endpoint_auth_signing_alg_values_supported", AssertionAlgorithms.ALL);
        fields.put("acr_values_supported", List.of("1"));
        fields.put("code_challenge_methods_supported", List.of("S256"));
        fields.put("dpop_signing_alg_values_supported", ProofAlgorithms.ALL);
        fields.put("prompt_values_supported", List.of("none", "login", "consent", "select_account"));
        fields.put("ui_locales_supported", List.of("en", "zh-CN"));
        fields.put("authorization_response_iss_parameter_supported", true);
        fields.put("backchannel_logout_supported", true);
        fields.put("backchannel_logout_session_supported", true);
        fields.put("frontchannel_logout_supported", true);
        fields.put("frontchannel_logout_session_supported", true);
        fields.put("claims_parameter_supported", true);
        fields.put("request_parameter_supported", false);
        fields.put("request_uri_parameter_supported", false);
        return fields;
    }

    private static List<String> claims() {
        return Stream.concat(
                        PROTOCOL_CLAIMS.stream(),
                        Arrays.stream(PersonClaim.values()).map(PersonClaim::wireName))
                .toList();
    }

    private static byte[] write(ObjectMapper json, Map<String, Object> fields) {
        try {
            return json.writeValueAsBytes(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
