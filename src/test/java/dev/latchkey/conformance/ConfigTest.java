package dev.latchkey.conformance;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Plan `config`: the discovery document and the keys. That the issuer is https is a matter of the
/// settings, which refuse anything else beyond this machine; everything here begins with the issuer.
@QuarkusTest
class ConfigTest {
    /// OIDC Discovery, RP-Initiated, Back-Channel and Front-Channel Logout, Session Management, RFC 8414,
    /// 7591, 7636, 8628, 8705, 9126, 9101, 9207, 9449, 9728, OIDC Prompt Create, FAPI.
    private static final Set<String> KNOWN = Set.of(
            "issuer",
            "authorization_endpoint",
            "token_endpoint",
            "userinfo_endpoint",
            "jwks_uri",
            "registration_endpoint",
            "scopes_supported",
            "response_types_supported",
            "response_modes_supported",
            "grant_types_supported",
            "acr_values_supported",
            "subject_types_supported",
            "id_token_signing_alg_values_supported",
            "id_token_encryption_alg_values_supported",
            "id_token_encryption_enc_values_supported",
            "userinfo_signing_alg_values_supported",
            "userinfo_encryption_alg_values_supported",
            "userinfo_encryption_enc_values_supported",
            "request_object_signing_alg_values_supported",
            "request_object_encryption_alg_values_supported",
            "request_object_encryption_enc_values_supported",
            "token_endpoint_auth_methods_supported",
            "token_endpoint_auth_signing_alg_values_supported",
            "display_values_supported",
            "claim_types_supported",
            "claims_supported",
            "service_documentation",
            "claims_locales_supported",
            "ui_locales_supported",
            "claims_parameter_supported",
            "request_parameter_supported",
            "request_uri_parameter_supported",
            "require_request_uri_registration",
            "op_policy_uri",
            "op_tos_uri",
            "end_session_endpoint",
            "backchannel_logout_supported",
            "backchannel_logout_session_supported",
            "frontchannel_logout_supported",
            "frontchannel_logout_session_supported",
            "check_session_iframe",
            "revocation_endpoint",
            "revocation_endpoint_auth_methods_supported",
            "revocation_endpoint_auth_signing_alg_values_supported",
            "introspection_endpoint",
            "introspection_endpoint_auth_methods_supported",
            "introspection_endpoint_auth_signing_alg_values_supported",
            "code_challenge_methods_supported",
            "device_authorization_endpoint",
            "pushed_authorization_request_endpoint",
            "require_pushed_authorization_requests",
            "require_signed_request_object",
            "authorization_response_iss_parameter_supported",
            "dpop_signing_alg_values_supported",
            "prompt_values_supported",
            "tls_client_certificate_bound_access_tokens",
            "mtls_endpoint_aliases",
            "authorization_details_types_supported");

    private static final Set<String> PRIVATE_PARTS = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    private Response discovery;
    private JsonPath document;

    @BeforeEach
    void read() {
        discovery = given().get("/oidc/.well-known/openid-configuration");
        document = discovery.jsonPath();
    }

    @Test
    void theDocumentIsJson() {
        assertEquals(200, discovery.statusCode());
        assertTrue(discovery.contentType().startsWith("application/json"));
    }

    @Test
    void theIssuerIsTheAddressItWasFetchedFrom() {
        assertEquals(endpoint() + "/oidc", document.getString("issuer"));
    }

    @Test
    void everyAddressBeginsWithTheIssuer() {
        Map<String, Object> fields = document.getMap("$");
        fields.forEach((name, value) -> {
            if (name.endsWith("_endpoint") || name.endsWith("_uri") || name.endsWith("_iframe")) {
                assertTrue(value.toString().startsWith(endpoint() + "/"), name + " is " + value);
                assertFalse(value.toString().contains("#"), name);
            }
        });
    }

    @Test
    void allThatIsRequiredIsThere() {
        for (String name : List.of(
                "authorization_endpoint",
                "token_endpoint",
                "userinfo_endpoint",
                "jwks_uri",
                "scopes_supported",
                "response_types_supported",
                "subject_types_supported",
                "id_token_signing_alg_values_supported",
                "claims_supported",
                "grant_types_supported",
                "token_endpoint_auth_methods_supported")) {
            assertTrue(document.get(name) != null, name);
        }
    }

    @Test
    void theListsAreSensible() {
        assertTrue(document.getList("id_token_signing_alg_values_supported").contains("RS256"));
        assertFalse(document.getList("id_token_signing_alg_values_supported").contains("none"));
        assertTrue(document.getList("response_types_supported").contains("code"));
        assertTrue(document.getList("grant_types_supported").contains("authorization_code"));
        assertFalse(document.getList("grant_types_supported").contains("implicit"));
        assertTrue(document.getList("scopes_supported")
                .containsAll(List.of("openid", "profile", "email", "address", "phone", "offline_access")));
        assertEquals(List.of("public"), document.getList("subject_types_supported"));
        assertTrue(document.getList("claims_supported")
                .containsAll(List.of(
                        "sub",
                        "name",
                        "given_name",
                        "family_name",
                        "email",
                        "email_verified",
                        "address",
                        "phone_number")));
        assertTrue(document.getList("token_endpoint_auth_methods_supported")
                .containsAll(List.of("client_secret_basic", "client_secret_post")));
        assertEquals(List.of("S256"), document.getList("code_challenge_methods_supported"));
    }

    @Test
    void theFieldsHaveTheTypesOfTheStandard() {
        Map<String, Object> fields = document.getMap("$");
        fields.forEach((name, value) -> {
            if (name.endsWith("_supported")) {
                assertTrue(value instanceof List<?> || value instanceof Boolean, name);
            }
            if (value instanceof List<?> list) {
                assertFalse(list.isEmpty(), name);
                assertEquals(list.size(), new HashSet<Object>(list).size(), name);
            }
        });
    }

    @Test
    void noFieldIsHomeMade() {
        Set<String> strange = new HashSet<>(document.<String, Object>getMap("$").keySet());
        strange.removeAll(KNOWN);
        assertEquals(Set.of(), strange);
    }

    /// The suite sends what the document leaves open, so it must leave nothing open.
    @Test
    void requestObjectsAreNotLeftOpen() {
        assertEquals(false, document.get("request_parameter_supported"));
        assertEquals(false, document.get("request_uri_parameter_supported"));
    }

    @Test
    void theKeysAreALegalSetWithoutPrivateParts() {
        Response jwks = given().get(document.getString("jwks_uri"));
        assertTrue(jwks.contentType().contains("json"));
        List<Map<String, Object>> keys = jwks.jsonPath().getList("keys");
        Set<Object> ids = new HashSet<>();
        for (Map<String, Object> key : keys) {
            assertTrue(key.get("kid") instanceof String id && !id.isEmpty() && ids.add(id), key::toString);
            assertTrue(Set.of("RSA", "EC", "OKP").contains(key.get("kty")), key::toString);
            assertEquals("sig", key.get("use"));
            assertTrue(key.keySet().stream().noneMatch(PRIVATE_PARTS::contains), key::toString);
            assertTrue(!key.get("kty").equals("RSA") || ((String) key.get("n")).length() >= 342, key::toString);
        }
        assertTrue(keys.stream().anyMatch(key -> key.get("kty").equals("RSA")));
    }
}
