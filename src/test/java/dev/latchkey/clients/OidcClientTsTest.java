package dev.latchkey.clients;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.latchkey.testing.RelyingParty.endpoint;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.latchkey.testing.Chromium;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The npm package `oidc-client-ts` in a single-page app in Chromium
/// (`src/clients/npm/single-page-app.mjs`).
@QuarkusTest
class OidcClientTsTest {
    @Test
    void signsInRefreshesReadsUserinfoAndSignsOut() {
        try (Scene scene = Scene.set();
                SinglePageApp app = new SinglePageApp(NpmClients.installed());
                Chromium chromium = new Chromium();
                BrowserContext context = chromium.browser().newContext()) {
            register(scene, app);
            Page page = context.newPage();
            page.navigate(app.origin() + "/");
            assertThat(page.locator("#person")).hasText("Nobody is signed in");

            page.click("#sign-in");
            page.click("text=Continue with Alipay");
            page.locator("a", new Page.LocatorOptions().setHasText("林小雨")).click();
            assertThat(page.locator("#person")).containsText("Hello, 林小雨");

            page.click("#refresh");
            assertThat(page).hasTitle("Refreshed");
            assertThat(page.locator("#person")).containsText("Hello, 林小雨");

            page.click("#sign-out");
            assertThat(page).hasURL(app.origin() + "/");
            assertThat(page.locator("#person")).hasText("Nobody is signed in");

            page.click("#sign-in");
            assertThat(page.locator("text=Continue with Alipay")).isVisible();
        }
    }

    private static void register(Scene scene, SinglePageApp app) {
        RelyingParty bookstore = scene.admin()
                .application(
                        "SPA",
                        Map.of(
                                "redirectUris", List.of(app.origin() + "/callback"),
                                "postLogoutRedirectUris", List.of(app.origin() + "/")),
                        Map.of());
        app.configure("{\"issuer\":\"" + endpoint() + "/oidc\",\"clientId\":\"" + bookstore.id() + "\"}");
    }
}
