package dev.latchkey.clients;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Route;
import dev.latchkey.testing.Chromium;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// The npm package `@logto/capacitor` in an app whose pages are at `https://localhost`, as on Android
/// (`src/clients/npm/capacitor-app.mjs`). The test is the device: it has the tab of the system's browser.
@QuarkusTest
class LogtoCapacitorTest {
    private static final String SHELL = "https://localhost/";
    private static final Browser.NewContextOptions PHONE = new Browser.NewContextOptions()
            .setLocale("en-GB")
            .setViewportSize(390, 844)
            .setIsMobile(true)
            .setHasTouch(true);

    private final ConcurrentLinkedDeque<String> wanted = new ConcurrentLinkedDeque<>();

    @Test
    void signsInRefreshesReadsUserinfoAndSignsOut() {
        try (Scene scene = Scene.set();
                Chromium chromium = new Chromium();
                BrowserContext appContext = chromium.browser().newContext(PHONE);
                BrowserContext tabs = chromium.browser().newContext(PHONE)) {
            Page app = open(appContext, scene.app().id());
            assertThat(app.locator("#person")).hasText("Nobody is signed in");

            app.click("#sign-in");
            handOver(app, tabs, tab -> {
                tab.click("text=Continue with Alipay");
                tab.locator("a", new Page.LocatorOptions().setHasText("林小雨")).click();
            });
            assertThat(app.locator("#person")).containsText("Hello, 林小雨");

            app.click("#refresh");
            assertThat(app).hasTitle("Refreshed");

            app.click("#sign-out");
            handOver(app, tabs, tab -> {});
            assertThat(app.locator("#person")).hasText("Nobody is signed in");

            app.click("#sign-in");
            assertThat(openTab(app, tabs).locator("text=Continue with Alipay")).isVisible();
        }
    }

    /// Once the app is loaded nothing is intercepted any more, so that Chromium really asks the service
    /// whether this origin may call it.
    private Page open(BrowserContext context, String clientId) {
        // the service is on this very machine, which a page needs a permission for to call
        context.grantPermissions(
                List.of("local-network-access"), new BrowserContext.GrantPermissionsOptions().setOrigin(SHELL));
        Path folder = NpmClients.installed();
        Page app = context.newPage();
        app.exposeFunction("openTab", arguments -> wanted.add((String) arguments[0]));
        app.route(SHELL + "**", route -> fulfill(route, folder, clientId));
        app.navigate(SHELL);
        app.unroute(SHELL + "**");
        return app;
    }

    private static void fulfill(Route route, Path folder, String clientId) {
        String path = URI.create(route.request().url()).getPath();
        boolean isPage = path.equals("/");
        String file = read(folder.resolve(isPage ? "capacitor-app.html" : path.substring(1)));
        route.fulfill(new Route.FulfillOptions()
                .setContentType(isPage ? "text/html" : "text/javascript")
                .setBody(file.replace("@ENDPOINT@", RelyingParty.endpoint()).replace("@CLIENT@", clientId)));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Does something in the tab that the app opens, until the system hands an address of the app's scheme
    /// over to it.
    private void handOver(Page app, BrowserContext tabs, Consumer<Page> action) {
        List<String> addresses = new ArrayList<>();
        tabs.onResponse(response -> {
            String location = response.headers().getOrDefault("location", "");
            if (location.startsWith("com.example.app:")) {
                addresses.add(location);
            }
        });
        Page tab = openTab(app, tabs);
        action.accept(tab);
        tab.waitForCondition(() -> !addresses.isEmpty());
        tab.close();
        app.evaluate("address => appUrlOpen(address)", addresses.getFirst());
    }

    private Page openTab(Page app, BrowserContext tabs) {
        app.waitForCondition(() -> !wanted.isEmpty());
        Page tab = tabs.newPage();
        try {
            tab.navigate(wanted.poll());
        } catch (PlaywrightException e) {
            // the address is the app's at once: there is nothing to show
            assertTrue(e.getMessage().contains("ERR_"), e::getMessage);
        }
        return tab;
    }
}
