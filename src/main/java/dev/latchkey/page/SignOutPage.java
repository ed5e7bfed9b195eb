package dev.latchkey.page;

import io.quarkus.qute.CheckedTemplate;
import java.util.Optional;

/// Asks before signing out, when the request alone does not prove that the person wants it
/// (OIDC RP-Initiated Logout §2). The form carries `csrf` and `answer`, which is `yes` or `no`.
///
/// @param account what the person is known by here
/// @param action where the form is posted, a path of this service
@CheckedTemplate(basePath = "page", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
public record SignOutPage(Look look, Optional<App> app, Optional<String> account, String csrf, String action)
        implements Page {}
