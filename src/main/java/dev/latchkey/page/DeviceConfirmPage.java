package dev.latchkey.page;

import io.quarkus.qute.CheckedTemplate;
import java.util.List;
import java.util.Optional;

/// Asks whether a device may use the account (RFC 8628 §3.3 and §5.4). The form carries `csrf` and `answer`,
/// which is `allow` or `deny`.
///
/// @param code what the device has to show
/// @param account who is signed in; absent for somebody who has told no name
/// @param apis names of what it may call on the person's behalf
/// @param days how long it may go on without the person at most
/// @param action where the form is posted, a path of this service
@CheckedTemplate(basePath = "page", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
public record DeviceConfirmPage(
        Look look,
        App app,
        String code,
        Optional<Account> account,
        List<Permission> permissions,
        List<String> apis,
        long days,
        String csrf,
        String action)
        implements Page {}
