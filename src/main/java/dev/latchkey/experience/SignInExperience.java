package dev.latchkey.experience;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The sign-in experience, exactly as the management API shows it, takes it and stores it
/// (reference, social sign-in §8).
///
/// The fields from `hideLogtoBranding` on are kept for compatible clients, which read back what they
/// wrote; this service does not act on them.
@RegisterForReflection
public record SignInExperience(
        @NotNull @Valid Color color,
        @NotNull @Valid Branding branding,
        @NotNull @Valid LanguageInfo languageInfo,
        @WebAddress String termsOfUseUrl,
        @WebAddress String privacyPolicyUrl,
        @NotNull AgreeToTermsPolicy agreeToTermsPolicy,
        @NotNull @Valid SignUp signUp,
        @NotNull @Valid SignIn signIn,
        @NotNull SocialSignIn socialSignIn,
        @NotNull @Size(max = 100) List<@NotNull @Size(max = 64) String> socialSignInConnectorTargets,
        @NotNull SignInMode signInMode,

        @Size(max = 256) @Pattern(regexp = "[^@\\s]+@[^@\\s]+")
        String supportEmail,

        @WebAddress String supportWebsiteUrl,
        @WebAddress String unknownSessionRedirectUrl,
        boolean hideLogtoBranding,
        String customCss,
        @NotNull ObjectNode customContent,
        ObjectNode customUiAssets,
        @NotNull ObjectNode customUiCsp,
        @NotNull ObjectNode passwordPolicy,
        @NotNull ObjectNode passwordExpiration,
        @NotNull ObjectNode usernamePolicy,
        @NotNull ObjectNode mfa,
        @NotNull ObjectNode adaptiveMfa,
        @NotNull ObjectNode trustedDevice,
        @NotNull ObjectNode passkeySignIn,
        boolean singleSignOnEnabled,
        ArrayNode forgotPasswordMethods,
        @NotNull ObjectNode captchaPolicy,
        @NotNull ObjectNode sentinelPolicy,
        @NotNull ObjectNode emailBlocklistPolicy,
        @NotNull ObjectNode verificationCodePolicy,
        ArrayNode signUpProfileFields) {
    static final String IDENTIFIER = "username|email|phone";

    public SignInExperience {
        termsOfUseUrl = presentOrNull(termsOfUseUrl);
        privacyPolicyUrl = presentOrNull(privacyPolicyUrl);
        supportEmail = presentOrNull(supportEmail);
        supportWebsiteUrl = presentOrNull(supportWebsiteUrl);
        unknownSessionRedirectUrl = presentOrNull(unknownSessionRedirectUrl);
        socialSignInConnectorTargets = unchangeable(socialSignInConnectorTargets);
    }

    /// What a person may do who comes from an application.
    public enum SignInMode {
        SignIn,
        Register,
        SignInAndRegister
    }

    /// When a person has to agree to the terms.
    public enum AgreeToTermsPolicy {
        Automatic,
        ManualRegistrationOnly,
        Manual
    }

    /// Colours as `#rrggbb`.
    public record Color(
            @NotNull @Pattern(regexp = "#[0-9A-Fa-f]{6}") String primaryColor,
            boolean isDarkModeEnabled,
            @NotNull @Pattern(regexp = "#[0-9A-Fa-f]{6}") String darkPrimaryColor) {}

    /// Pictures of the operator.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Branding(
            @WebAddress String logoUrl,
            @WebAddress String darkLogoUrl,
            @WebAddress String favicon,
            @WebAddress String darkFavicon) {
        public Branding {
            logoUrl = presentOrNull(logoUrl);
            darkLogoUrl = presentOrNull(darkLogoUrl);
            favicon = presentOrNull(favicon);
            darkFavicon = presentOrNull(darkFavicon);
        }
    }

    /// @param autoDetect whether the browser's language is followed
    /// @param fallbackLanguage what is spoken otherwise
    public record LanguageInfo(
            boolean autoDetect, @NotNull @Size(max = 16) String fallbackLanguage) {}

    /// What a new account needs.
    ///
    /// @param identifiers none means that nobody has to enter anything ("not applicable")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SignUp(
            @NotNull @Size(max = 3) List<@NotNull @Pattern(regexp = IDENTIFIER) String> identifiers,
            boolean password,
            boolean verify,
            @Size(max = 3) List<@NotNull @Valid SecondaryIdentifier> secondaryIdentifiers) {
        public SignUp {
            identifiers = unchangeable(identifiers);
            secondaryIdentifiers = unchangeable(secondaryIdentifiers);
        }
    }

    /// What a new account needs besides.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SecondaryIdentifier(
            @NotNull @Pattern(regexp = IDENTIFIER + "|emailOrPhone")
            String identifier,

            Boolean verify) {}

    /// How an account is entered without a social provider; no method at all leaves only those.
    public record SignIn(@NotNull @Size(max = 3) List<@NotNull @Valid Method> methods) {
        public SignIn {
            methods = unchangeable(methods);
        }
    }

    /// One way to sign in.
    public record Method(
            @NotNull @Pattern(regexp = IDENTIFIER) String identifier,
            boolean password,
            boolean verificationCode,
            boolean isPasswordPrimary) {}

    /// How accounts are made for people from social providers.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SocialSignIn(Boolean automaticAccountLinking, Boolean skipRequiredIdentifiers) {}

    /// Forms send an emptied field as an empty text.
    private static String presentOrNull(String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    /// A null among them stays, for validation to name its place.
    private static <T> List<T> unchangeable(List<T> values) {
        return values == null ? null : Collections.unmodifiableList(new ArrayList<>(values));
    }
}
