package dev.latchkey.page;

import io.quarkus.qute.CheckedTemplate;
import java.util.List;
import java.util.Optional;

/// A person's own page. Each of its forms is one button and carries `csrf`.
///
/// @param isFresh whether the person may change how they sign in without proving again who they are
/// @param ways by which they sign in
/// @param more providers that they can link
@CheckedTemplate(basePath = "page", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
public record AccountPage(
        Look look,
        String csrf,
        Optional<AccountNews> news,
        Person person,
        boolean isFresh,
        List<WayIn> ways,
        List<SocialButton> more,
        List<OpenSession> sessions,
        List<AllowedApp> apps)
        implements Page {
    public AccountPage {
        ways = List.copyOf(ways);
        more = List.copyOf(more);
        sessions = List.copyOf(sessions);
        apps = List.copyOf(apps);
    }

    /// @param name what to call them
    /// @param details by which they may know the account: username, e-mail address, phone number
    public record Person(String name, Optional<String> avatar, List<String> details) {
        public Person {
            avatar = avatar.flatMap(Hrefs::picture);
            details = List.copyOf(details);
        }

        /// Stands in for a picture.
        public String initial() {
            return new App(name).initial();
        }
    }

    /// @param provider absent for the password
    /// @param detail whom the provider knows
    /// @param unlink where the wish to unlink is posted; absent where there is nothing to unlink
    public record WayIn(Optional<SocialButton> provider, String detail, Optional<String> unlink) {}

    /// @param begun when, as a person reads it
    public record OpenSession(String begun, String lastUsed, boolean isThisOne, String end) {}

    public record AllowedApp(String name, String since, String revoke) {}
}
