package dev.latchkey.signin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.latchkey.testing.RelyingParty.endpoint;
import static dev.latchkey.testing.RelyingParty.parameter;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.AriaRole;
import dev.latchkey.testing.Admin;
import dev.latchkey.testing.Chromium;
import dev.latchkey.testing.RelyingParty.Journey;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The sign-in page inside an app, between the page's script and the app's SDK (reference, social sign-in §6).
/// The test plays the SDK: it puts the bridge around the page, takes the message, and brings the answer back.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AppBridgeInBrowserTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final String LINK = "logto-callback://com.example.bookstore/web";

    /// The two SDKs that have a bridge, as they put it around the page.
    private enum Sdk {
        /// A property of the window, set from outside and late.
        ANDROID("android", "setTimeout(() => { window.logtoNativeSdk = %s; }, 400)"),
        /// A script's own constant, which is no property of the window.
        IOS("ios", "const logtoNativeSdk = %s");

        private final String platform;
        private final String script;

        Sdk(String platform, String script) {
            this.platform = platform;
            this.script = script;
        }

        String script(List<String> targets, boolean universal) {
            String names = targets.isEmpty() ? "" : "'" + String.join("', '", targets) + "'";
            return script.formatted("{platform: '" + platform + "', supportedConnector: {universal: " + universal
                    + ", nativeTargets: [" + names + "]}, callbackLink: '" + LINK
                    + "', getPostMessage: () => message => "
                    + "tellTheApp(JSON.stringify(message))}");
        }
    }

    private final List<String> complaints = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();
    private Chromium chromium;
    private Scene scene;
    private BrowserContext context;
    private Page page;

    @BeforeAll
    void setTheScene() {
        chromium = new Chromium();
        scene = Scene.set();
    }

    @BeforeEach
    void onlyTheNativeConnector() {
        messages.clear();
        complaints.clear();
        scene.admin().disconnect(Admin.ALIPAY);
        scene.admin().connectAlipayNative(scene.alipay(), Map.of());
    }

    @AfterEach
    void close() {
        context.close();
        assertEquals(List.of(), complaints);
    }

    @AfterAll
    void clear() {
        scene.admin().disconnect(Admin.ALIPAY_NATIVE);
        scene.admin().connectAlipay(scene.alipay());
        scene.close();
        chromium.close();
    }

    @ParameterizedTest
    @EnumSource(Sdk.class)
    void alipaysSdkSignsThePersonIn(Sdk sdk) {
        openPage(sdk, List.of("alipay"), true);
        pressAlipay();
        String message = message("redirectTo");
        assertTrue(message.startsWith("alipay://?app_id=9021000000000001&state="), message);
        assertEquals(endpoint() + "/callback/social/" + Admin.ALIPAY_NATIVE, message("callbackUri"));

        String end =
                endOf(message("callbackUri") + "?app_id=9021000000000001&result_code=SUCCESS&scope=auth_user&state="
                        + parameter(message, "state") + "&auth_code="
                        + scene.alipay().issueCode("9021000000000001", "lin", "auth_user"));

        assertTrue(end.startsWith("com.example.app://callback?code="), end);
    }

    @ParameterizedTest
    @EnumSource(Sdk.class)
    void theSystemsBrowserSignsThePersonIn(Sdk sdk) {
        openPage(sdk, List.of(), true);
        pressAlipay();
        String landing = message("redirectTo");
        assertTrue(landing.startsWith(endpoint() + "/social/landing/"), landing);
        String callbackUri = message("callbackUri");

        String answer;
        try (BrowserContext system = chromium.browser().newContext(phone())) {
            Page browser = system.newPage();
            browser.navigate(landing);
            browser.locator("a", new Page.LocatorOptions().setHasText("林小雨")).click();
            assertThat(browser.locator("h1")).hasText("马上就好");
            answer = browser.locator("a.primary").getAttribute("href");
            browser.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve("bridge-handed-back.png")));
        }
        assertTrue(answer.startsWith(LINK + "?"), answer);

        String end = endOf(callbackUri + answer.substring(LINK.length()));
        assertTrue(end.startsWith("com.example.app://callback?code="), end);
    }

    @ParameterizedTest
    @EnumSource(Sdk.class)
    void theButtonAppearsWhereOnlyAppsMayUseIt(Sdk sdk) {
        scene.admin().connectAlipayNative(scene.alipay(), Map.of("webFallback", false));
        openPage(sdk, List.of("alipay"), false);
        assertThat(button()).isVisible();
        assertThat(page.locator("[data-only=browser]")).isHidden();
        pressAlipay();
        assertTrue(message("redirectTo").startsWith("alipay://?"));
    }

    @Test
    void anAppWithoutAlipaysSdkDoesNotShowIt() {
        scene.admin().connectAlipayNative(scene.alipay(), Map.of("webFallback", false));
        openPage(Sdk.ANDROID, List.of("wechat"), true);
        page.waitForTimeout(800);
        assertThat(button()).isHidden();
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve("bridge-only-in-app.png")));
    }

    @Test
    void withoutABridgeTheButtonIsABrowsersButton() {
        openPage("");
        page.waitForTimeout(300);
        pressAlipay();
        page.waitForURL(scene.alipay().authorizationPage() + "**");
        assertEquals(List.of(), messages);
    }

    @ParameterizedTest
    @EnumSource(Sdk.class)
    void whatTheApplicationChoseNeedsNoPress(Sdk sdk) {
        open(sdk.script(List.of("alipay"), true), chosen());
        assertTrue(message("redirectTo").startsWith("alipay://?"));

        messages.clear();
        page.reload();
        page.waitForTimeout(2000);
        assertEquals(List.of(), messages);
        pressAlipay();
        assertTrue(message("redirectTo").startsWith("alipay://?"));
    }

    @Test
    void whatTheApplicationChoseLeadsToThePageInAViewWithoutABridge() {
        open("", chosen());
        page.waitForURL(scene.alipay().authorizationPage() + "**");
        page.goBack();
        page.waitForTimeout(2000);
        assertThat(button()).isVisible();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "invalid_json",
                "invalid_redirect_to",
                "invalid_callback_uri",
                "unable_to_construct_callback_uri",
                "unknown_social_scheme",
                "insufficient_information"
            })
    void theAppsOwnTroubleIsToldAsSuch(String code) {
        openPage(Sdk.IOS, List.of("alipay"), false);
        pressAlipay();
        message("redirectTo");
        page.evaluate("code => window.postMessage({type: 'error', code, description: 'from the app'})", code);
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("当前应用无法继续登录");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText(code + " · from the app");
        assertThat(button()).isEnabled();
    }

    @Test
    void theVendorsTroubleIsToldAndThePersonMayTryAgain() {
        openPage(Sdk.ANDROID, List.of("alipay"), false);
        pressAlipay();
        message("redirectTo");
        page.evaluate("window.postMessage({type: 'error', code: 'authentication_failed', socialCode: '4001',"
                + " socialMessage: '<img src=x>not installed'})");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("未能在另一个应用中完成授权");
        assertThat(page.getByRole(AriaRole.ALERT))
                .containsText("authentication_failed · 4001 · <img src=x>not installed");
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve("bridge-trouble.png")));

        messages.clear();
        pressAlipay();
        String again = message("redirectTo");
        assertThat(page.getByRole(AriaRole.ALERT)).isHidden();
        String end = endOf(message("callbackUri") + "?state=" + parameter(again, "state") + "&auth_code="
                + scene.alipay().issueCode("9021000000000001", "lin", "auth_user"));
        assertTrue(end.startsWith("com.example.app://callback?code="), end);
    }

    /// A fault of the service is not put down to the app, and its page leads on.
    @Test
    void whatTheServiceRefusesIsSaidInItsOwnWords() {
        openPage(Sdk.ANDROID, List.of("alipay"), false);
        page.waitForTimeout(600);
        context.clearCookies();
        button().click();
        assertThat(page.locator("h1")).hasText("登录是在其他浏览器中发起的");
        assertThat(page.locator("#app-trouble")).hasCount(0);
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve("bridge-refused.png")));
        page.locator("a.primary").click();
        assertThat(page.locator("h1")).hasText("登录 Bookstore");
        assertEquals(List.of(), messages);
    }

    @Test
    void whatOtherPagesPostIsNotShown() {
        openPage(Sdk.ANDROID, List.of("alipay"), false);
        page.evaluate("dispatchEvent(new MessageEvent('message', {origin: 'https://evil.example',"
                + " data: {type: 'error', code: 'authentication_failed'}}))");
        page.evaluate("postMessage({type: 'hello'}); postMessage('x'); postMessage(null)");
        page.waitForTimeout(200);
        assertThat(page.locator("#app-trouble")).isHidden();
    }

    @Test
    void aSignInThatIsOverIsFollowedToItsEnd() {
        openPage(Sdk.IOS, List.of("alipay"), false);
        Page other = context.newPage();
        other.navigate(page.url());
        pressAlipay();
        endOf(message("callbackUri") + "?state=" + parameter(message("redirectTo"), "state") + "&auth_code="
                + scene.alipay().issueCode("9021000000000001", "lin", "auth_user"));
        page = other;
        messages.clear();

        String end = addressOfApp(this::pressAlipay);

        assertTrue(end.startsWith("com.example.app://callback?"), end);
        assertEquals(List.of(), messages);
    }

    // -------------------------------------------------------------------------------------------------

    private void openPage(Sdk sdk, List<String> targets, boolean universal) {
        openPage(sdk.script(targets, universal));
        assertFalse(sdk == Sdk.IOS && (boolean) page.evaluate("'logtoNativeSdk' in window"));
    }

    private void openPage(String script) {
        open(script, scene.app().journey());
    }

    private Journey chosen() {
        return scene.app().journey().with("direct_sign_in", "social:alipay");
    }

    /// The script is evaluated as the SDKs do it: on its own, at the beginning of each page.
    private void open(String script, Journey journey) {
        context = chromium.browser().newContext(phone());
        context.exposeFunction("tellTheApp", arguments -> messages.add((String) arguments[0]));
        context.onPage(fresh -> {
            fresh.onPageError(complaints::add);
            JsonObject parameters = new JsonObject();
            parameters.addProperty("source", script);
            CDPSession session = context.newCDPSession(fresh);
            session.send("Page.enable"); // without it the script is taken and never run
            session.send("Page.addScriptToEvaluateOnNewDocument", parameters);
        });
        page = context.newPage();
        page.navigate(journey.url());
    }

    private static Browser.NewContextOptions phone() {
        return new Browser.NewContextOptions()
                .setLocale("zh-CN")
                .setViewportSize(390, 844)
                .setIsMobile(true)
                .setUserAgent("Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/UQ1A; wv) AppleWebKit/537.36"
                        + " (KHTML, like Gecko) Version/4.0 Chrome/142.0.0.0 Mobile Safari/537.36");
    }

    private com.microsoft.playwright.Locator button() {
        return page.locator("form[data-bridge] button");
    }

    private void pressAlipay() {
        page.waitForTimeout(600); // the bridge may be late, and people are
        button().click();
    }

    private String message(String member) {
        page.waitForCondition(() -> !messages.isEmpty());
        return com.google.gson.JsonParser.parseString(messages.getLast())
                .getAsJsonObject()
                .get(member)
                .getAsString();
    }

    /// The app's web view goes there, and catches the navigation to its own address.
    private String endOf(String address) {
        return addressOfApp(() -> {
            try {
                page.navigate(address);
            } catch (PlaywrightException e) {
                assertTrue(e.getMessage().contains("ERR_"), e::getMessage);
            }
        });
    }

    private String addressOfApp(Runnable action) {
        List<String> addresses = new ArrayList<>();
        context.onResponse(response -> {
            String location = response.headers().getOrDefault("location", "");
            if (location.startsWith("com.example.app:")) {
                assertEquals("GET", response.request().method());
                addresses.add(location);
            }
        });
        action.run();
        page.waitForCondition(() -> !addresses.isEmpty());
        return addresses.getFirst();
    }
}
