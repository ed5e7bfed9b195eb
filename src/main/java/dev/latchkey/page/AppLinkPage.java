package dev.latchkey.page;

import io.quarkus.qute.CheckedTemplate;

/// Leads from a phone's browser into the provider's own app, and waits for the person to come back.
///
/// @param link of the app's scheme
/// @param web the provider's page in this browser, for who has no such app
/// @param number what the person is asked for in the app, so that nobody lets in a stranger
/// @param returned where a person goes on who is back
/// @param arrived tells the script whether they are
@CheckedTemplate(basePath = "page", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
public record AppLinkPage(
        Look look, App app, String provider, String link, String web, String number, String returned, String arrived)
        implements Page {
    public AppLinkPage {
        link = Hrefs.webOrApp(link).orElse("/");
        web = Hrefs.webOrApp(web).orElse("/");
    }

    @Override
    public boolean hasScript() {
        return true;
    }
}
