package dev.latchkey.page;

import io.quarkus.qute.CheckedTemplate;
import java.util.Map;

/// Carries an answer to an application as a form post (OAuth 2.0 Form Post Response Mode §2). A script
/// of ours sends it at once; without scripts the person presses the button.
///
/// @param action the application's redirect URI
@CheckedTemplate(basePath = "page", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
public record FormPostPage(Look look, String action, Map<String, String> fields) implements Page {
    @Override
    public boolean hasScript() {
        return true;
    }
}
