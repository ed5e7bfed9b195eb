package dev.latchkey.page;

import io.quarkus.qute.CheckedTemplate;
import java.util.Optional;

/// Asks for what an account still lacks. The form carries `csrf`, `pending`, `username` and `agree`.
///
/// @param pending names the question, so that no form answers another one
/// @param asksForTerms whether the person has to agree to what the foot of the page links to
@CheckedTemplate(basePath = "page", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
public record CompletePage(
        Look look,
        App app,
        String csrf,
        String pending,
        String action,
        String cancel,
        boolean asksForUsername,
        String username,
        Optional<FieldTrouble> usernameTrouble,
        boolean asksForTerms,
        boolean agreementMissing)
        implements Page {
    @Override
    public int status() {
        return usernameTrouble.isPresent() || agreementMissing ? 400 : 200;
    }
}
