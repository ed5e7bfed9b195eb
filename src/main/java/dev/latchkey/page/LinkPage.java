package dev.latchkey.page;

import io.quarkus.qute.CheckedTemplate;
import java.util.List;
import java.util.Optional;

/// Asks a person whose provider names an address that an account has already: to prove that account, or to have
/// one of their own. Its forms carry `csrf` and `pending`, one of them `password`.
///
/// @param pending names the question, so that no form answers another one
/// @param provider that they came by
/// @param address that both have
/// @param social the providers by which the account can be proved
/// @param password where its password is posted; absent when it has none
/// @param own where the wish for a new account is posted; absent when there are none to be had
@CheckedTemplate(basePath = "page", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
public record LinkPage(
        Look look,
        String csrf,
        String pending,
        Optional<Notice> notice,
        String provider,
        String address,
        List<SocialButton> social,
        Optional<String> password,
        Optional<String> own,
        String cancel)
        implements Page {
    public LinkPage {
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
