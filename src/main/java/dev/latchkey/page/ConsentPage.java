package dev.latchkey.page;

import io.quarkus.qute.CheckedTemplate;
import java.util.List;
import java.util.Optional;

/// Asks whether a third party's application may do what it asks for. Its form carries `csrf`,
/// `session` and `answer`, which is `allow`, `deny` or `other`.
///
/// @param account who is signed in; absent for somebody who has told no name
/// @param apis names of what it may call on the person's behalf
/// @param days how long it may go on without the person at most
/// @param host where the answer leads
/// @param policy address of the application's own page about privacy
/// @param terms address of the application's own terms
@CheckedTemplate(basePath = "page", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
public record ConsentPage(
        Look look,
        App app,
        Optional<Account> account,
        List<Permission> permissions,
        List<String> apis,
        long days,
        Optional<String> host,
        Optional<String> policy,
        Optional<String> terms,
        Form form)
        implements Page {
    public ConsentPage {
        permissions = List.copyOf(permissions);
        apis = List.copyOf(apis);
        policy = policy.flatMap(Hrefs::web);
        terms = terms.flatMap(Hrefs::web);
    }

    /// @param action where it is posted, a path of this service
    /// @param session whom the page was shown to
    /// @param allowsOthers whether another account can be chosen
    public record Form(String action, String csrf, String session, boolean allowsOthers) {}
}
