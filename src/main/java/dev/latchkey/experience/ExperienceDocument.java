package dev.latchkey.experience;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.platform.ApiException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The sign-in experience as JSON: the fields that the service heeds, and beside them those that it
/// only keeps, so that compatible clients find again what they have set.
final class ExperienceDocument {
    private static final List<String> KEPT = List.of(
            "customContent",
            "customUiAssets",
            "customUiCsp",
            "passwordPolicy",
            "passwordExpiration",
            "usernamePolicy",
            "mfa",
            "adaptiveMfa",
            "trustedDevice",
            "passkeySignIn",
            "singleSignOnEnabled",
            "forgotPasswordMethods",
            "captchaPolicy",
            "sentinelPolicy",
            "emailBlocklistPolicy",
            "verificationCodePolicy",
            "signUpProfileFields");
    private static final Set<String> KNOWN = Stream.concat(
                    KEPT.stream(),
                    Stream.of(SignInExperience.class.getRecordComponents()).map(component -> component.getName()))
            .collect(Collectors.toUnmodifiableSet());

    private ExperienceDocument() {}

    /// All fields: the defaults, and what is stored laid over them.
    static ObjectNode complete(ObjectMapper json, ObjectNode stored) {
        ObjectNode document = json.valueToTree(SignInExperience.DEFAULT);
        return document.setAll(stored);
    }

    /// Drops the fields that nobody knows, and refuses protection that is not there: someone who
    /// switches it on must not believe to have it.
    static void requireOffered(ObjectNode changes) {
        changes.retain(KNOWN);
        refuse(!changes.path("mfa").path("factors").isEmpty(), "mfa.factors");
        refuse(changes.path("captchaPolicy").path("enabled").asBoolean(), "captchaPolicy.enabled");
        refuse(changes.path("passkeySignIn").path("enabled").asBoolean(), "passkeySignIn.enabled");
        JsonNode forgotPassword = changes.path("forgotPasswordMethods");
        if (!forgotPassword.isEmpty()) {
            throw new ApiException(
                    400,
                    "sign_in_experiences.forgot_password_method_requires_connector",
                    "There is no connector that sends codes.");
        }
    }

    private static void refuse(boolean isAsked, String path) {
        if (isAsked) {
            throw ApiException.invalidInput(path + ": is not offered");
        }
    }
}
