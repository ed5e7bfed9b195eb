package dev.latchkey.page;

import io.quarkus.qute.CheckedTemplate;
import java.util.List;
import java.util.Optional;

/// The page to create an account on. Its forms carry the fields `csrf`, `username` and `password`.
///
/// @param notice what went wrong apart from the fields
/// @param form absent when accounts come from social providers alone
/// @param signIn address of the sign-in page; absent when nobody can sign in
/// @param cancel leads back to the application; absent when none waits for an answer
@CheckedTemplate(basePath = "page", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
public record RegisterPage(
        Look look,
        App app,
        String csrf,
        Optional<Notice> notice,
        List<SocialButton> social,
        Optional<RegistrationForm> form,
        Optional<String> signIn,
        Optional<String> cancel)
        implements Page {
    public RegisterPage {
        social = List.copyOf(social);
    }

    @Override
    public boolean hasScript() {
        return SocialButtons.isAnyBridged(social);
    }

    @Override
    public int status() {
        boolean fields = form.filter(RegistrationForm::hasTrouble).isPresent();
        return notice.map(present -> present.trouble().status()).orElse(fields ? 400 : 200);
    }
}
