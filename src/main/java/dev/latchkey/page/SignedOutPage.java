package dev.latchkey.page;

import io.quarkus.qute.CheckedTemplate;
import java.util.List;
import java.util.Optional;

/// Says that the session in this browser is over.
///
/// @param back a way back to the application, when it is known; with frames the page goes there by itself
/// @param frames addresses of applications that sign out by being loaded
@CheckedTemplate(basePath = "page", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
public record SignedOutPage(Look look, Optional<App> app, Optional<Action> back, List<String> frames) implements Page {
    public SignedOutPage {
        frames = frames.stream().flatMap(frame -> Hrefs.web(frame).stream()).toList();
    }
}
