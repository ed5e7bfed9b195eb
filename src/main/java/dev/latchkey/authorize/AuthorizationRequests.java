package dev.latchkey.authorize;

import static dev.latchkey.oauth.OAuthError.INVALID_CLIENT;
import static dev.latchkey.oauth.OAuthError.INVALID_REQUEST;
import static dev.latchkey.oauth.OAuthError.INVALID_REQUEST_URI;
import static dev.latchkey.oauth.OAuthError.INVALID_TARGET;
import static dev.latchkey.oauth.OAuthError.REGISTRATION_NOT_SUPPORTED;
import static dev.latchkey.oauth.OAuthError.REQUEST_NOT_SUPPORTED;
import static dev.latchkey.oauth.OAuthError.REQUEST_URI_NOT_SUPPORTED;
import static dev.latchkey.oauth.OAuthError.UNAUTHORIZED_CLIENT;
import static dev.latchkey.oauth.OAuthError.UNMET_AUTHENTICATION_REQUIREMENTS;
import static dev.latchkey.oauth.OAuthError.UNSUPPORTED_RESPONSE_TYPE;

import dev.latchkey.client.Application;
import dev.latchkey.client.Applications;
import dev.latchkey.client.RedirectUris;
import dev.latchkey.key.TokenVerifier;
import dev.latchkey.oauth.CodeChallenge;
import dev.latchkey.oauth.GrantType;
import dev.latchkey.oauth.KeyThumbprint;
import dev.latchkey.oauth.OAuthException;
import dev.latchkey.oauth.Parameters;
import dev.latchkey.oauth.Prompt;
import dev.latchkey.oauth.ResponseMode;
import dev.latchkey.oauth.Scopes;
import dev.latchkey.page.Trouble;
import dev.latchkey.platform.LatchkeyConfig;
import dev.latchkey.resource.Resources;
import dev.latchkey.token.ClaimsRequest;
import dev.latchkey.token.OfferedScopes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Checks authorization requests in two steps: first where an answer may go, then everything else.
@Singleton
class AuthorizationRequests {
    /// Added by the SDKs of compatible clients on their own; there is no API behind it.
    private static final String ORGANIZATIONS = "urn:logto:resource:organizations";

    private static final Set<String> RETURN_PARAMETERS = Set.of("client_id", "redirect_uri", "response_mode", "state");

    private static final Set<String> KEPT = Set.of(
            "client_id",
            PushedRequests.REFERENCE,
            "redirect_uri",
            "response_type",
            "response_mode",
            "scope",
            "state",
            "nonce",
            "prompt",
            "max_age",
            "resource",
            "code_challenge",
            "code_challenge_method",
            "dpop_jkt",
            "id_token_hint",
            "claims",
            "login_hint",
            "ui_locales",
            "direct_sign_in");

    private static final int MAX_KEPT = 16 * 1024;
    private static final int MAX_NONCE = 1024;

    private final Applications applications;
    private final Resources resources;
    private final TokenVerifier tokens;
    private final PushedRequests pushedRequests;
    private final String issuer;

    AuthorizationRequests(
            Applications applications,
            Resources resources,
            TokenVerifier tokens,
            PushedRequests pushedRequests,
            LatchkeyConfig config) {
        this.applications = applications;
        this.resources = resources;
        this.tokens = tokens;
        this.pushedRequests = pushedRequests;
        this.issuer = config.issuer();
    }

    /// The application that a request names.
    ///
    /// @throws UntrustedRequestException when there is none
    Application application(Parameters parameters) {
        String id = parameters
                .find("client_id")
                .orElseThrow(() -> new UntrustedRequestException(
                        Trouble.APPLICATION_UNKNOWN,
                        INVALID_REQUEST.because("client_id is missing"),
                        "client_id",
                        null));
        return applications
                .find(id)
                .orElseThrow(() -> new UntrustedRequestException(
                        Trouble.APPLICATION_UNKNOWN, INVALID_CLIENT.because("client_id is unknown"), "client_id", id));
    }

    /// What a request asks for: itself, or what was pushed under the reference that it brings. Whatever else
    /// comes along with a reference is passed over (RFC 9126 §4, RFC 9101 §6.3).
    ///
    /// @throws UntrustedRequestException when the reference is of no use to this application
    Parameters resolve(Application application, Parameters parameters) {
        return !PushedRequests.isReferredTo(parameters)
                ? parameters
                : pushedRequests.find(application, parameters).orElseThrow(AuthorizationRequests::unusableReference);
    }

    /// A reference that was used already, is too old, belongs to another application or was never given out.
    static UntrustedRequestException unusableReference() {
        return new UntrustedRequestException(
                Trouble.REQUEST_EXPIRED,
                INVALID_REQUEST_URI.because("request_uri was used already, has expired or is unknown"),
                null,
                null);
    }

    /// Where answers go from here on.
    ///
    /// @throws UntrustedRequestException when the address is not the application's
    ReturnAddress returnAddress(Application application, Parameters parameters) {
        String uri = parameters.find("redirect_uri").orElseThrow(() -> unregistered("redirect_uri is missing", null));
        if (!RedirectUris.isRegistered(application, uri)) {
            throw unregistered("redirect_uri is not registered for this application", uri);
        }
        return new ReturnAddress(uri, mode(parameters).orElse(ResponseMode.QUERY), parameters.find("state"), issuer);
    }

    /// Where to refuse a request that cannot be read as a whole (RFC 6749 §4.1.2.1), if that much can.
    ///
    /// @throws UntrustedRequestException otherwise
    ReturnAddress returnAddress(byte[] form, OAuthException unreadable) {
        try {
            Parameters parameters = Parameters.only(RETURN_PARAMETERS, form);
            return returnAddress(application(parameters), parameters);
        } catch (OAuthException _) {
            throw new UntrustedRequestException(Trouble.REQUEST_INVALID, unreadable, null, null);
        }
    }

    /// A request that was kept while the person was asked for something.
    AuthorizationRequest check(Parameters kept) {
        Application application = application(kept);
        return check(application, returnAddress(application, kept), kept);
    }

    /// @throws OAuthException a refusal that goes to the return address
    AuthorizationRequest check(Application application, ReturnAddress address, Parameters parameters) {
        refuseUnsupported(application, parameters);
        return new AuthorizationRequest(
                application,
                address,
                Scopes.parse(parameters.find("scope").orElse("")).intersect(OfferedScopes.ALL),
                resources(parameters),
                nonce(parameters),
                challenge(application, parameters),
                claims(parameters),
                parameters.find("dpop_jkt").map(KeyThumbprint::new),
                parameters.find("prompt").map(Prompt::parse).orElse(Set.of()),
                maxAge(parameters),
                hintedSubject(parameters),
                kept(parameters));
    }

    /// What is stored with a sign-in under way: only what is read again, and no more than a little of
    /// it, because anybody can have it stored.
    private static Parameters kept(Parameters parameters) {
        Parameters kept = parameters.keep(KEPT);
        refuse(
                kept.toQuery().length() > MAX_KEPT,
                INVALID_REQUEST.because("the request is longer than " + MAX_KEPT + " characters"));
        return kept;
    }

    private static UntrustedRequestException unregistered(String description, String value) {
        return new UntrustedRequestException(
                Trouble.REDIRECT_URI_UNREGISTERED, INVALID_REQUEST.because(description), "redirect_uri", value);
    }

    private static void refuseUnsupported(Application application, Parameters parameters) {
        refuse(parameters.has("request"), REQUEST_NOT_SUPPORTED.because("request objects are not supported"));
        boolean pushed = PushedRequests.isReferredTo(parameters);
        refuse(
                parameters.has(PushedRequests.REFERENCE) && !pushed,
                REQUEST_URI_NOT_SUPPORTED.because("request_uri must be one that this service gave out"));
        refuse(
                application.needsPushedRequests() && !pushed,
                INVALID_REQUEST.because("this application has to push its requests"));
        refuse(parameters.has("registration"), REGISTRATION_NOT_SUPPORTED.because("registration is not supported"));
        refuse(
                !application.type().hasUsers() || !application.registered(GrantType.AUTHORIZATION_CODE),
                UNAUTHORIZED_CLIENT.because("this application signs nobody in by a code"));
        String responseType = parameters.required("response_type");
        refuse(!"code".equals(responseType), UNSUPPORTED_RESPONSE_TYPE.because("response_type must be code"));
        refuse(
                parameters.has("response_mode") && mode(parameters).isEmpty(),
                INVALID_REQUEST.because("response_mode must be query, fragment or form_post"));
    }

    private static Optional<ResponseMode> mode(Parameters parameters) {
        return parameters.find("response_mode").flatMap(ResponseMode::of);
    }

    private static void refuse(boolean condition, OAuthException refusal) {
        if (condition) {
            throw refusal;
        }
    }

    /// Several values, or several in one, as the SDKs of compatible clients send them.
    private List<String> resources(Parameters parameters) {
        List<String> indicators = parameters.all("resource").stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .filter(value -> !value.isBlank() && !value.equals(ORGANIZATIONS))
                .distinct()
                .toList();
        if (!indicators.stream().allMatch(indicator -> resources.find(indicator).isPresent())) {
            throw INVALID_TARGET.because("a resource is not known here");
        }
        return indicators;
    }

    private static Optional<String> nonce(Parameters parameters) {
        Optional<String> nonce = parameters.find("nonce");
        refuse(
                nonce.filter(value -> value.length() > MAX_NONCE).isPresent(),
                INVALID_REQUEST.because("nonce is longer than " + MAX_NONCE + " characters"));
        return nonce;
    }

    private static ClaimsRequest claims(Parameters parameters) {
        ClaimsRequest claims =
                parameters.find("claims").map(ClaimsRequest::parse).orElse(ClaimsRequest.NONE);
        refuse(
                !claims.isLevelOffered(),
                UNMET_AUTHENTICATION_REQUIREMENTS.because("claims insists on an acr that is not offered"));
        return claims;
    }

    /// RFC 7636: required where there is no secret, or where the application wants it so; only S256,
    /// and never by default `plain`.
    private static Optional<CodeChallenge> challenge(Application application, Parameters parameters) {
        Optional<String> challenge = parameters.find("code_challenge");
        Optional<String> method = parameters.find("code_challenge_method");
        refuse(
                challenge.isEmpty() && application.needsPkce(),
                INVALID_REQUEST.because("code_challenge is required for this application"));
        refuse(
                challenge.isPresent() && !method.orElse("plain").equals("S256"),
                INVALID_REQUEST.because("code_challenge_method must be S256"));
        refuse(challenge.isEmpty() && method.isPresent(), INVALID_REQUEST.because("code_challenge is missing"));
        return challenge.map(CodeChallenge::new);
    }

    /// An ID token that we issued to anybody, expired or not (OIDC Core §3.1.2.1).
    private Optional<String> hintedSubject(Parameters parameters) {
        return parameters
                .find("id_token_hint")
                .map(hint -> tokens.verifyHint(hint)
                        .orElseThrow(() -> INVALID_REQUEST.because("id_token_hint is no ID token of this service"))
                        .path("sub")
                        .asText());
    }

    private static Optional<Duration> maxAge(Parameters parameters) {
        return parameters.find("max_age").map(text -> {
            refuse(!text.matches("\\d{1,9}"), INVALID_REQUEST.because("max_age must be a number of seconds"));
            return Duration.ofSeconds(Integer.parseInt(text));
        });
    }
}
