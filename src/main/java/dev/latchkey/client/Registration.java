package dev.latchkey.client;

import dev.latchkey.platform.ApiException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// The rules that one field alone cannot tell: refuses what must not become an application.
final class Registration {
    private static final int MAX_URIS = 100;
    private static final Pattern ORIGIN = Pattern.compile(
            "(https?://([a-z0-9-]+(\\.[a-z0-9-]+)*|\\[[0-9a-f:]+])(:[0-9]{1,5})?)|(capacitor|ionic)://localhost");

    private Registration() {}

    static void requireAcceptable(ApplicationInput input) {
        requireKind(input);
        requireOffered(input);
        requireGrants(input.custom().grantTypes());
        OidcClientMetadata oidc = input.oidc();
        Function<String, Optional<String>> problem =
                uri -> RegisteredUri.problem(uri, input.type() == ApplicationType.Native);
        requireAll("oidcClientMetadata.redirectUris", oidc.redirectUris(), problem);
        requireAll("oidcClientMetadata.postLogoutRedirectUris", oidc.postLogoutRedirectUris(), problem);
        require("oidcClientMetadata.backchannelLogoutUri", oidc.backchannelLogoutUri(), RegisteredUri::fetchProblem);
        requireFrontChannel("oidcClientMetadata.frontchannelLogoutUri", oidc);
        require("oidcClientMetadata.logoUri", oidc.logoUri(), RegisteredUri::webProblem);
        require("oidcClientMetadata.clientUri", oidc.clientUri(), RegisteredUri::webProblem);
        require("oidcClientMetadata.policyUri", oidc.policyUri(), RegisteredUri::webProblem);
        require("oidcClientMetadata.tosUri", oidc.tosUri(), RegisteredUri::webProblem);
        require("oidcClientMetadata.initiateLoginUri", oidc.initiateLoginUri(), RegisteredUri::webProblem);
        AuthenticationRules.requireAcceptable(input.type(), oidc);
        Fapi2Rules.requireAcceptable(input);
        requireAll(
                "customClientMetadata.corsAllowedOrigins", input.custom().corsAllowedOrigins(), Registration::origin);
    }

    private static void requireKind(ApplicationInput input) {
        ApplicationType type = input.type();
        if (type == ApplicationType.Protected && input.protectedAppMetadata() == null) {
            throw new ApiException(
                    400,
                    "application.protected_app_metadata_is_required",
                    "A protected application needs protectedAppMetadata.");
        }
        if (input.thirdParty() && (type == ApplicationType.MachineToMachine || type == ApplicationType.Protected)) {
            throw new ApiException(
                    400,
                    "application.invalid_third_party_application_type",
                    "Only an application that people sign in to can be a third party's.");
        }
        if (input.custom().usesDeviceFlow() && type != ApplicationType.Native) {
            throw new ApiException(
                    422, "application.device_flow_native_only", "Only a native application can use the device flow.");
        }
    }

    private static void requireOffered(ApplicationInput input) {
        if (input.administers() && input.type() != ApplicationType.MachineToMachine) {
            throw ApiException.invalidInput("isAdmin: only a machine-to-machine application can administer");
        }
        if (Boolean.FALSE.equals(input.custom().requirePkce()) && input.type() == ApplicationType.Native) {
            throw ApiException.invalidInput("customClientMetadata.requirePkce: a native application always needs PKCE");
        }
        if (Boolean.TRUE.equals(input.appLevelAccessControlEnabled())) {
            throw ApiException.invalidInput("appLevelAccessControlEnabled: is not offered");
        }
    }

    /// What lets an application in by another setting, or by its type, is not registered here.
    private static void requireGrants(List<String> grants) {
        List<String> offered = RegisteredClient.GRANTS.stream().sorted().toList();
        if (grants != null && !RegisteredClient.GRANTS.containsAll(grants)) {
            throw ApiException.invalidInput("customClientMetadata.grantTypes: can be " + String.join(", ", offered));
        }
    }

    private static void require(String path, String uri, Function<String, Optional<String>> problem) {
        if (uri != null) {
            problem.apply(uri).ifPresent(sentence -> {
                throw ApiException.invalidInput(path + ": " + sentence);
            });
        }
    }

    /// OIDC Front-Channel Logout §2: where one of the redirect URIs is too.
    private static void requireFrontChannel(String path, OidcClientMetadata oidc) {
        String uri = oidc.frontchannelLogoutUri();
        require(path, uri, RegisteredUri::webProblem);
        if (uri != null && oidc.redirectUris().stream().noneMatch(own -> RegisteredUri.sameOrigin(own, uri))) {
            throw ApiException.invalidInput(path + ": must have scheme, host and port of a redirect URI");
        }
    }

    private static void requireAll(String path, List<String> values, Function<String, Optional<String>> problem) {
        List<String> given = values == null ? List.of() : values;
        if (given.size() > MAX_URIS) {
            throw ApiException.invalidInput(path + ": at most " + MAX_URIS + " entries");
        }
        for (int i = 0; i < given.size(); i++) {
            String place = path + "[" + i + "]: ";
            problem.apply(given.get(i)).ifPresent(sentence -> {
                throw ApiException.invalidInput(place + sentence);
            });
        }
    }

    /// As browsers write it (RFC 6454 §6.2): anything else would never match a request.
    private static Optional<String> origin(String text) {
        return ORIGIN.matcher(text).matches()
                ? Optional.empty()
                : Optional.of("must be an origin, for example https://app.example.com");
    }
}
