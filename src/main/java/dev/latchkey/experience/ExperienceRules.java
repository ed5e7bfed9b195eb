package dev.latchkey.experience;

import dev.latchkey.experience.SignInExperience.Method;
import dev.latchkey.experience.SignInExperience.SecondaryIdentifier;
import dev.latchkey.experience.SignInExperience.SignUp;
import dev.latchkey.platform.ApiException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// The checks of a sign-in experience that concern more than one field (reference section 5).
///
/// There are no e-mail and SMS connectors, so whatever would send a code is refused.
final class ExperienceRules {
    private ExperienceRules() {}

    static void require(SignInExperience experience) {
        requireSignUp(experience.signUp());
        experience.signIn().methods().forEach(method -> requireMethod(method, experience.signUp()));
        requireOffered(experience);
        if (!isLanguage(experience.languageInfo().fallbackLanguage())) {
            throw refused("unsupported_default_language", "The fallback language is not known.");
        }
    }

    /// Protection that is not there is refused, not kept: someone who switches it on must not believe to
    /// have it.
    private static void requireOffered(SignInExperience experience) {
        refuse(!experience.mfa().path("factors").isEmpty(), "mfa.factors");
        refuse(experience.captchaPolicy().path("enabled").asBoolean(), "captchaPolicy.enabled");
        refuse(experience.passkeySignIn().path("enabled").asBoolean(), "passkeySignIn.enabled");
        if (experience.forgotPasswordMethods() != null
                && !experience.forgotPasswordMethods().isEmpty()) {
            throw refused("forgot_password_method_requires_connector", "There is no connector that sends codes.");
        }
    }

    private static void refuse(boolean isAsked, String path) {
        if (isAsked) {
            throw ApiException.invalidInput(path + ": is not offered");
        }
    }

    private static void requireSignUp(SignUp signUp) {
        List<String> secondary = secondary(signUp);
        List<String> all =
                Stream.concat(signUp.identifiers().stream(), secondary.stream()).toList();
        if (all.stream().distinct().count() < all.size()) {
            throw refused("duplicated_sign_up_identifiers", "An identifier for sign-up is there twice.");
        }
        if (signUp.identifiers().isEmpty() && !secondary.isEmpty()) {
            throw refused("missing_sign_up_identifiers", "Secondary identifiers need a primary one.");
        }
        boolean needsCodes = signUp.identifiers().stream().anyMatch(ExperienceRules::isReachable);
        if (needsCodes && !signUp.verify()) {
            throw refused("passwordless_requires_verify", "An e-mail address or phone number has to be verified.");
        }
        all.stream().filter(ExperienceRules::isReachable).findFirst().ifPresent(ExperienceRules::missingConnector);
    }

    private static List<String> secondary(SignUp signUp) {
        return signUp.secondaryIdentifiers() == null
                ? List.of()
                : signUp.secondaryIdentifiers().stream()
                        .map(SecondaryIdentifier::identifier)
                        .toList();
    }

    private static void requireMethod(Method method, SignUp signUp) {
        if (!method.password() && !method.verificationCode()) {
            throw refused("at_least_one_authentication_factor", "A sign-in method needs a password or a code.");
        }
        boolean byCodeOnly = signUp.verify() && !signUp.password();
        if (byCodeOnly && isReachable(method.identifier()) && !method.verificationCode()) {
            throw refused("code_sign_in_must_be_enabled", "Without a password at sign-up, sign-in needs codes.");
        }
        if (method.verificationCode()) {
            missingConnector(method.identifier());
        }
    }

    private static boolean isReachable(String identifier) {
        return !identifier.equals("username");
    }

    private static void missingConnector(String identifier) {
        String type = identifier.equals("phone") ? "Sms" : "Email";
        throw new ApiException(
                400,
                "sign_in_experiences.enabled_connector_not_found",
                "There is no connector that sends codes.",
                Map.of("type", type),
                null);
    }

    /// A canonical tag (RFC 5646) of a language that ISO 639 knows.
    private static boolean isLanguage(String tag) {
        Locale locale = Locale.forLanguageTag(tag);
        return locale.toLanguageTag().equals(tag)
                && Arrays.asList(Locale.getISOLanguages()).contains(locale.getLanguage());
    }

    private static ApiException refused(String code, String message) {
        return new ApiException(400, "sign_in_experiences." + code, message);
    }
}
