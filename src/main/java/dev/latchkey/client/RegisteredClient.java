package dev.latchkey.client;

import static dev.latchkey.oauth.OAuthError.INVALID_CLIENT_METADATA;
import static dev.latchkey.oauth.OAuthError.INVALID_REDIRECT_URI;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.oauth.GrantType;
import dev.latchkey.oauth.Scopes;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;

/// What an application registers about itself (RFC 7591 §2, OIDC Registration §2, OIDC logout extensions);
/// whatever else it sends is passed over, and missing in the answer.
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
record RegisteredClient(
        @JsonProperty("redirect_uris") @Size(max = 100) List<@NotNull String> redirectUris,
        @JsonProperty("token_endpoint_auth_method") String authMethod,
        @JsonProperty("token_endpoint_auth_signing_alg") String authSigningAlg,
        @JsonProperty("grant_types") @Size(max = 10) List<@NotNull String> grantTypes,
        @JsonProperty("response_types") @Size(max = 10) List<@NotNull String> responseTypes,
        @JsonProperty("application_type") String applicationType,
        @JsonProperty("client_name") @Size(max = 256) String clientName,
        @JsonProperty("client_uri") String clientUri,
        @JsonProperty("logo_uri") String logoUri,
        @JsonProperty("policy_uri") String policyUri,
        @JsonProperty("tos_uri") String tosUri,
        @JsonProperty("scope") @Size(max = 1000) String scope,
        @JsonProperty("contacts") @Size(max = 10) List<@NotNull @Size(max = 256) String> contacts,
        @JsonProperty("jwks") ObjectNode jwks,
        @JsonProperty("jwks_uri") String jwksUri,
        @JsonProperty("software_id") @Size(max = 256) String softwareId,
        @JsonProperty("software_version") @Size(max = 256) String softwareVersion,
        @JsonProperty("subject_type") String subjectType,
        @JsonProperty("id_token_signed_response_alg") String idTokenAlg,
        @JsonProperty("userinfo_signed_response_alg") String userinfoAlg,
        @JsonProperty("initiate_login_uri") String initiateLoginUri,

        @JsonProperty("post_logout_redirect_uris") @Size(max = 100)
        List<@NotNull String> postLogoutRedirectUris,

        @JsonProperty("backchannel_logout_uri") String backchannelLogoutUri,
        @JsonProperty("backchannel_logout_session_required") Boolean backchannelSession,
        @JsonProperty("frontchannel_logout_uri") String frontchannelLogoutUri,

        @JsonProperty("frontchannel_logout_session_required")
        Boolean frontchannelSession,

        @JsonProperty("require_pushed_authorization_requests")
        Boolean pushedRequests,

        @JsonProperty("dpop_bound_access_tokens") Boolean dpopBound) {
    private static final String CODE = "code";
    private static final String NATIVE = "native";
    static final Set<String> GRANTS = Set.of(
            GrantType.AUTHORIZATION_CODE.value(), GrantType.REFRESH_TOKEN.value(), GrantType.DEVICE_CODE.value());

    RegisteredClient {
        authMethod = authMethod == null ? "client_secret_basic" : authMethod;
        grantTypes = grantTypes == null ? List.of(GrantType.AUTHORIZATION_CODE.value()) : named(grantTypes);
        boolean usesCodes = grantTypes.contains(GrantType.AUTHORIZATION_CODE.value());
        responseTypes = responseTypes == null ? usesCodes ? List.of(CODE) : List.of() : named(responseTypes);
        applicationType = applicationType == null ? "web" : applicationType;
    }

    /// A null among them is the name of nothing, and refused as such.
    private static List<String> named(List<String> values) {
        return values.stream().map(value -> value == null ? "null" : value).toList();
    }

    /// Refuses what is contradictory or not offered; addresses, keys and algorithms are checked as those of any
    /// application are.
    RegisteredClient requireConsistent() {
        require(Set.of("web", NATIVE).contains(applicationType), "application_type must be web or native");
        require(
                GRANTS.containsAll(grantTypes),
                "grant_types can be "
                        + String.join(", ", GRANTS.stream().sorted().toList()));
        require(responseTypes.stream().allMatch(CODE::equals), "response_types can only be code");
        boolean usesCodes = grantTypes.contains(GrantType.AUTHORIZATION_CODE.value());
        require(
                usesCodes == responseTypes.contains(CODE),
                "the response type code goes with the grant authorization_code");
        require(
                !isForDevices() || type() == ApplicationType.Native,
                "a device needs application_type native and no secret");
        require(usesCodes || isForDevices(), "grant_types must hold authorization_code or the device code grant");
        require(subjectType == null || subjectType.equals("public"), "subject_type can only be public");
        require(
                initiateLoginUri == null || initiateLoginUri.startsWith("https://"),
                "initiate_login_uri must begin with https://");
        Scopes.parse(scope);
        if (usesCodes && (redirectUris == null || redirectUris.isEmpty())) {
            throw INVALID_REDIRECT_URI.because("redirect_uris is missing");
        }
        return this;
    }

    /// Whoever has no secret is a native or a single-page application; whoever has one is a web application.
    ApplicationType type() {
        if (!authMethod.equals("none")) {
            return ApplicationType.Traditional;
        }
        return applicationType.equals(NATIVE) ? ApplicationType.Native : ApplicationType.SPA;
    }

    OidcClientMetadata oidc() {
        return new OidcClientMetadata(
                redirectUris,
                postLogoutRedirectUris,
                backchannelLogoutUri,
                backchannelSession,
                frontchannelLogoutUri,
                frontchannelSession,
                initiateLoginUri,
                logoUri,
                clientUri,
                policyUri,
                tosUri,
                authMethod,
                authSigningAlg,
                jwks,
                jwksUri);
    }

    boolean isForDevices() {
        return grantTypes.contains(GrantType.DEVICE_CODE.value());
    }

    /// What people are shown: its name, or where it lives.
    String name() {
        if (clientName != null && !clientName.isBlank()) {
            return clientName;
        }
        String address = redirectUris == null || redirectUris.isEmpty() ? "" : redirectUris.getFirst();
        return RegisteredUri.host(address).orElse("Application");
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw INVALID_CLIENT_METADATA.because(otherwise);
        }
    }
}
