package dev.latchkey.experience;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What the sign-in page shows and allows (field names and values of the social sign-in reference,
/// section 8). Addresses are null or empty when there are none.
///
/// @param socialSignInConnectorTargets the targets of the buttons, in their order
/// @param customCss put after the page's own styles
@RegisterForReflection
public record SignInExperience(
        @NotNull @Valid Color color,
        @NotNull @Valid Branding branding,
        boolean hideLogtoBranding,
        @NotNull @Valid LanguageInfo languageInfo,
        @Size(max = 2048) @Pattern(regexp = WEB_ADDRESS) String termsOfUseUrl,
        @Size(max = 2048) @Pattern(regexp = WEB_ADDRESS) String privacyPolicyUrl,
        @NotNull AgreeToTermsPolicy agreeToTermsPolicy,
        @NotNull @Valid SignUp signUp,
        @NotNull @Valid SignIn signIn,
        @NotNull SocialSignIn socialSignIn,
        @NotNull @Size(max = 100) List<@NotBlank @Size(max = 64) String> socialSignInConnectorTargets,
        @NotNull SignInMode signInMode,
        @Size(max = 65_536) String customCss,
        @Size(max = 256) String supportEmail,
        @Size(max = 2048) @Pattern(regexp = WEB_ADDRESS) String supportWebsiteUrl,
        @Size(max = 2048) @Pattern(regexp = WEB_ADDRESS) String unknownSessionRedirectUrl) {
    private static final String WEB_ADDRESS = "|https?://[!-~]+";
    private static final String HEX_COLOR = "#[0-9A-Fa-f]{3,8}";

    /// What a new installation begins with.
    static final SignInExperience DEFAULT = new SignInExperience(
            new Color("#6139F6", false, "#8768F8"),
            new Branding(null, null, null, null),
            false,
            new LanguageInfo(true, "en"),
            null,
            null,
            AgreeToTermsPolicy.Automatic,
            new SignUp(List.of(Identifier.username), true, false, List.of()),
            new SignIn(List.of(new Method(Identifier.username, true, false, true))),
            new SocialSignIn(null, null),
            List.of(),
            SignInMode.SignInAndRegister,
            null,
            null,
            null,
            null);

    public SignInExperience {
        socialSignInConnectorTargets = unchangeable(socialSignInConnectorTargets);
    }

    /// Whether someone who is not known yet may become known by signing in.
    public boolean allowsRegistration() {
        return signInMode != SignInMode.SignIn;
    }

    /// Whether someone who is known already may sign in.
    public boolean allowsSignIn() {
        return signInMode != SignInMode.Register;
    }

    /// When a person agrees to the terms: by going on, or by ticking a box.
    public enum AgreeToTermsPolicy {
        Automatic,
        ManualRegistrationOnly,
        Manual
    }

    public enum SignInMode {
        SignIn,
        Register,
        SignInAndRegister
    }

    /// What names a person at the sign-in page.
    public enum Identifier {
        username,
        email,
        phone
    }

    @RegisterForReflection
    public record Color(
            @NotNull @Pattern(regexp = HEX_COLOR) String primaryColor,
            boolean isDarkModeEnabled,
            @Pattern(regexp = HEX_COLOR) String darkPrimaryColor) {}

    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Branding(
            @Size(max = 2048) @Pattern(regexp = WEB_ADDRESS) String logoUrl,
            @Size(max = 2048) @Pattern(regexp = WEB_ADDRESS) String darkLogoUrl,
            @Size(max = 2048) @Pattern(regexp = WEB_ADDRESS) String favicon,
            @Size(max = 2048) @Pattern(regexp = WEB_ADDRESS) String darkFavicon) {}

    /// @param fallbackLanguage a language tag (RFC 5646)
    @RegisterForReflection
    public record LanguageInfo(
            boolean autoDetect, @NotNull @Size(max = 35) String fallbackLanguage) {}

    /// What someone must give who becomes known; nothing at all with social sign-in only.
    @RegisterForReflection
    public record SignUp(
            @NotNull @Size(max = 3) List<@NotNull Identifier> identifiers,
            boolean password,
            boolean verify,
            @Size(max = 3) List<@NotNull @Valid Secondary> secondaryIdentifiers) {
        public SignUp {
            identifiers = unchangeable(identifiers);
            secondaryIdentifiers = secondaryIdentifiers == null ? List.of() : unchangeable(secondaryIdentifiers);
        }
    }

    @RegisterForReflection
    public record Secondary(@NotNull Identifier identifier, boolean verify) {}

    @RegisterForReflection
    public record SignIn(@NotNull @Size(max = 3) List<@NotNull @Valid Method> methods) {
        public SignIn {
            methods = unchangeable(methods);
        }
    }

    @RegisterForReflection
    public record Method(
            @NotNull Identifier identifier, boolean password, boolean verificationCode, boolean isPasswordPrimary) {}

    /// @param automaticAccountLinking null when not set
    /// @param skipRequiredIdentifiers null when not set
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SocialSignIn(Boolean automaticAccountLinking, Boolean skipRequiredIdentifiers) {}

    /// A null among them stays, for validation to name its place.
    private static <T> List<T> unchangeable(List<T> list) {
        return list == null ? null : Collections.unmodifiableList(new ArrayList<>(list));
    }
}
