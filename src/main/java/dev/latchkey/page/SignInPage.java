package dev.latchkey.page;

import io.quarkus.qute.CheckedTemplate;
import java.util.List;
import java.util.Optional;

/// The first page of a sign-in, or one that says that no way to sign in is enabled.
/// Its forms carry the fields `csrf`, `username` and `password`.
///
/// @param notice what went wrong before, said above the forms
/// @param social in the order in which they are offered
/// @param password absent when signing in by password is not enabled
/// @param register address of the registration page; absent when people cannot register there
/// @param cancel leads back to the application; absent when none waits for an answer
@CheckedTemplate(basePath = "page", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
public record SignInPage(
        Look look,
        App app,
        String csrf,
        Optional<Notice> notice,
        List<SocialButton> social,
        Optional<PasswordForm> password,
        Optional<String> register,
        Optional<String> cancel)
        implements Page {
    public SignInPage {
        social = List.copyOf(social);
    }

    @Override
    public boolean hasScript() {
        return SocialButtons.isAnyBridged(social);
    }

    @Override
    public int status() {
        return notice.map(present -> present.trouble().status()).orElse(200);
    }
}
