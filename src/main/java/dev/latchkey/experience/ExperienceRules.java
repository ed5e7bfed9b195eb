package dev.latchkey.experience;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.experience.SignInExperience.Method;
import dev.latchkey.experience.SignInExperience.SecondaryIdentifier;
import dev.latchkey.experience.SignInExperience.SignUp;
import dev.latchkey.page.Language;
import dev.latchkey.platform.ApiException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The rules that one field alone cannot tell (reference section 5). There are no e-mail and SMS
/// connectors, so whatever needs a message to be sent is refused and not left to fail later.
final class ExperienceRules {
    private static final List<String> EMAIL_BLOCKS = List.of("blockDisposableAddresses", "blockSubaddressing");

    private ExperienceRules() {}

    /// @param minPasswordLength which passwords have by the settings of the service
    static void requireAcceptable(SignInExperience wanted, int minPasswordLength) {
        requireNoProtectionThatIsNotThere(wanted, minPasswordLength);
        requireSignUp(wanted.signUp());
        wanted.signIn().methods().forEach(ExperienceRules::requireMethod);
        requireCodes(wanted.signUp(), wanted.signIn().methods());
        if (!isSpoken(wanted.languageInfo().fallbackLanguage())) {
            throw refused("unsupported_default_language", "The pages do not speak the fallback language.");
        }
        if (wanted.forgotPasswordMethods() != null
                && !wanted.forgotPasswordMethods().isEmpty()) {
            throw refused(
                    "forgot_password_method_requires_connector", "Nothing can send what resetting a password needs.");
        }
    }

    /// Keeping such a setting without acting on it would let operators believe in it.
    private static void requireNoProtectionThatIsNotThere(SignInExperience wanted, int minPasswordLength) {
        if (!wanted.mfa().path("factors").isEmpty()
                || Stream.of(wanted.captchaPolicy(), wanted.passkeySignIn(), wanted.adaptiveMfa())
                        .anyMatch(ExperienceRules::isEnabled)) {
            throw refused("not_supported", "Further factors, captchas and passkeys are not offered yet.");
        }
        if (isEnabled(wanted.passwordExpiration())) {
            throw refused("not_supported", "Passwords do not expire.");
        }
        if (wanted.passwordPolicy().path("length").path("min").asInt() > minPasswordLength) {
            throw refused(
                    "not_supported",
                    "Passwords have at least " + minPasswordLength
                            + " characters; LATCHKEY_PASSWORD_MIN_LENGTH changes it, and passwordPolicy does not.");
        }
        if (EMAIL_BLOCKS.stream()
                .anyMatch(block -> wanted.emailBlocklistPolicy().path(block).asBoolean())) {
            throw refused("not_supported", "E-mail addresses are not blocked by their kind.");
        }
    }

    private static boolean isEnabled(ObjectNode setting) {
        return setting.path("enabled").asBoolean();
    }

    /// By the pages.
    private static boolean isSpoken(String language) {
        return Arrays.stream(Language.values()).map(Language::tag).anyMatch(language::equals);
    }

    private static void requireSignUp(SignUp signUp) {
        List<String> all =
                Stream.concat(signUp.identifiers().stream(), secondary(signUp)).toList();
        if (!signUp.verify() && signUp.identifiers().stream().anyMatch(ExperienceRules::isAddress)) {
            throw refused("passwordless_requires_verify", "An e-mail address or phone number has to be verified.");
        }
        all.stream().filter(ExperienceRules::isAddress).findFirst().ifPresent(address -> {
            throw nothingSends(address);
        });
        if (signUp.identifiers().isEmpty() && !all.isEmpty()) {
            throw refused("missing_sign_up_identifiers", "Secondary identifiers need a primary one that they add to.");
        }
        if (new HashSet<>(all).size() < all.size()) {
            throw refused("duplicated_sign_up_identifiers", "An identifier is asked for twice.");
        }
    }

    private static Stream<String> secondary(SignUp signUp) {
        return signUp.secondaryIdentifiers() == null
                ? Stream.empty()
                : signUp.secondaryIdentifiers().stream().map(SecondaryIdentifier::identifier);
    }

    /// Something that a message can be sent to.
    private static boolean isAddress(String identifier) {
        return !identifier.equals("username");
    }

    private static void requireMethod(Method method) {
        if (method.verificationCode()) {
            throw nothingSends(method.identifier());
        }
        if (!method.password()) {
            throw refused(
                    "at_least_one_authentication_factor", "A way to sign in needs a password or a verification code.");
        }
    }

    /// Who signs up by code alone has no password to sign in with, and there are no codes.
    private static void requireCodes(SignUp signUp, List<Method> methods) {
        boolean codeOnly = signUp.verify() && !signUp.password();
        if (codeOnly && !methods.isEmpty()) {
            throw refused(
                    "code_sign_in_must_be_enabled", "Accounts without a password need verification codes to sign in.");
        }
    }

    private static ApiException nothingSends(String identifier) {
        String type = identifier.equals("phone") ? "Sms" : "Email";
        return new ApiException(
                400,
                "sign_in_experiences.enabled_connector_not_found",
                "There is no connector that sends messages to " + identifier + ".",
                Map.of("type", type),
                null);
    }

    private static ApiException refused(String code, String message) {
        return new ApiException(400, "sign_in_experiences." + code, message);
    }
}
