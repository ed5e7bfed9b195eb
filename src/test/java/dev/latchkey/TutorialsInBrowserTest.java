package dev.latchkey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.latchkey.testing.Admin;
import dev.latchkey.testing.Chromium;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.Scene;
import dev.latchkey.testing.TutorialWebApp;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The two tutorials as the people who use their apps live through them: in a real browser, from
/// the app's "Sign in" to its "Sign out", by way of the provider's page.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TutorialsInBrowserTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final String IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15"
            + " (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1";
    private static final String SHELL = "https://localhost/";
    private static final String PASSWORD = "correct horse battery staple";

    private final List<String> complaints = new ArrayList<>();
    private Chromium chromium;
    private Scene scene;
    private TutorialWebApp bookstore;
    private BrowserContext context;
    private Page page;

    @BeforeAll
    void setTheScene() {
        chromium = new Chromium();
        scene = Scene.set();
        bookstore = new TutorialWebApp(scene.admin());
    }

    @AfterAll
    void clear() {
        offerAlipayAlone();
        bookstore.close();
        scene.close();
        chromium.close();
    }

    @BeforeEach
    void open() {
        open(new Browser.NewContextOptions().setLocale("en-GB").setViewportSize(1280, 800));
    }

    /// Whatever else a test looks at: Latchkey's pages leave nothing to complain about.
    @AfterEach
    void close() {
        context.close();
        List<String> heard = List.copyOf(complaints);
        complaints.clear();
        assertEquals(List.of(), heard);
    }

    // --- A web application, as with Next.js ----------------------------------------------------------

    @Test
    void aWebAppSignsInAndOut() {
        page.navigate(bookstore.home());
        press("Sign in");
        assertThat(heading()).hasText("Sign in to Bookstore");
        photograph("tutorial-web-1-sign-in");
        press("Continue with Alipay");
        page.waitForURL(scene.alipay().authorizationPage() + "**");
        photograph("tutorial-web-2-alipay");
        choose("林小雨");
        assertThat(heading()).hasText("Hello, 林小雨🌧");
        assertEquals(bookstore.home(), page.url());
        photograph("tutorial-web-3-signed-in");
        page.reload();
        assertThat(heading()).hasText("Hello, 林小雨🌧");

        press("Sign out");
        assertEquals(bookstore.home(), page.url());
        assertThat(heading()).hasText("Bookstore");
        press("Sign in");
        assertThat(heading()).hasText("Sign in to Bookstore");
    }

    /// The tutorial "Alipay (Native) with Next.js" as it is written: there is no other connector.
    @Test
    void aWebAppSignsInByTheNativeConnectorAlone() {
        offerNativeAlone();
        signInByAlipay("林小雨");
        assertThat(heading()).hasText("Hello, 林小雨🌧");
        assertEquals(bookstore.home(), page.url());
        press("Sign out");
        assertThat(heading()).hasText("Bookstore");
    }

    /// The same on a phone: the Alipay app opens the link, in a browser without any of our cookies.
    @Test
    void aPhoneSignsInByTheNativeConnectorThroughTheAlipayApp() {
        offerNativeAlone();
        reopen(phone().setUserAgent(IPHONE));
        page.navigate(bookstore.home());
        press("Sign in");
        page.click("text=使用支付宝继续");
        assertThat(heading()).hasText("在支付宝中继续");
        photograph("tutorial-phone-1-app-link");
        confirmInAlipay();
        assertThat(heading()).hasText("Hello, 林小雨🌧"); // the page that waits has noticed
        assertEquals(bookstore.home(), page.url());
    }

    /// In a browser without any of our cookies.
    private void confirmInAlipay() {
        String link = page.locator("a.primary").getAttribute("href");
        String number = page.innerText(".number");
        try (BrowserContext alipay = chromium.browser().newContext(phone())) {
            Page inApp = alipay.newPage();
            inApp.navigate(URLDecoder.decode(link.substring(link.indexOf("&url=") + 5), StandardCharsets.UTF_8));
            inApp.locator("a", new Page.LocatorOptions().setHasText("林小雨")).click();
            assertThat(inApp.locator("h1")).hasText("要在浏览器中登录 Bookstore 吗？");
            inApp.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve("tutorial-phone-2-number.png")));
            inApp.fill("#number", number);
            inApp.click("button");
            assertThat(inApp.locator("h1")).hasText("请回到浏览器");
        }
    }

    @Test
    void aPhoneMayStayInItsBrowser() {
        offerNativeAlone();
        reopen(phone().setUserAgent(IPHONE).setJavaScriptEnabled(false));
        page.navigate(bookstore.home());
        press("Sign in");
        page.click("text=使用支付宝继续");
        page.click("text=在此浏览器中继续");
        choose("林小雨");
        assertThat(heading()).hasText("Hello, 林小雨🌧");
    }

    @Test
    void everythingWorksWithoutScript() {
        reopen(new Browser.NewContextOptions().setLocale("en-GB").setJavaScriptEnabled(false));
        signInByAlipay("魏");
        assertThat(heading()).hasText("Hello, 魏𠮷堃");
        press("Sign out");
        assertThat(heading()).hasText("Bookstore");
    }

    @Test
    void aSecondAppOfTheSameBrowserAsksNothing() {
        signInByAlipay("林小雨");
        try (TutorialWebApp other = new TutorialWebApp(scene.admin())) {
            page.navigate(other.home());
            press("Sign in");
            assertThat(heading()).hasText("Hello, 林小雨🌧");
            assertEquals(other.home(), page.url());
        }
    }

    @Test
    void whoChangesTheirMindAtTheProviderCanChooseAgain() {
        page.navigate(bookstore.home());
        press("Sign in");
        press("Continue with Alipay");
        page.waitForURL(scene.alipay().authorizationPage() + "**");
        page.goBack();
        assertThat(heading()).hasText("Sign in to Bookstore");
        press("Continue with Alipay");
        choose("林小雨");
        assertThat(heading()).hasText("Hello, 林小雨🌧");
    }

    @Test
    void backAfterSigningInIsNoDeadEnd() {
        signInByAlipay("林小雨");

        page.goBack(); // to the provider's page
        choose("林小雨");
        photograph("tutorial-web-4-back");
        assertThat(heading()).hasText("This step is already done");
        page.getByRole(AriaRole.LINK).first().click();
        assertThat(heading()).hasText("Hello, 林小雨🌧");

        page.goBack();
        page.goBack();
        page.goBack(); // to the sign-in page, which is through
        assertThat(heading()).hasText("Hello, 林小雨🌧");
    }

    @Test
    void twoTabsAreTwoSignIns() {
        page.navigate(bookstore.home());
        press("Sign in");
        Page first = page;
        Page second = newPage();
        page = second;
        page.navigate(bookstore.home());
        press("Sign in");
        press("Continue with Alipay");

        page = first;
        press("Continue with Alipay");
        choose("林小雨");
        assertThat(heading()).hasText("Hello, 林小雨🌧");

        page = second;
        choose("林小雨");
        assertThat(heading()).hasText("Hello, 林小雨🌧");
    }

    // --- A native application, as with Capacitor -----------------------------------------------------

    @Test
    void aNativeAppSignsInAndOutOnAChinesePhone() throws IOException {
        reopen(phone());
        Page shell = openShell(SHELL);
        shell.click("#sign-in");
        openTab(shell);
        assertThat(heading()).hasText("登录 Bookstore");
        assertEquals("zh-CN", page.getAttribute("html", "lang"));
        photograph("tutorial-native-1-sign-in");
        page.click("text=使用支付宝继续");
        photograph("tutorial-native-2-alipay");
        String back = handedOver(() -> choose("林小雨"));
        assertTrue(back.startsWith("com.example.app://callback?code="), back);
        giveToApp(shell, back);
        assertThat(shell.locator("h1")).hasText("Hello, 林小雨🌧");
        shell.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve("tutorial-native-3-signed-in.png")));

        shell.click("#sign-out");
        String signedOut = handedOver(() -> openTab(shell));
        assertEquals("com.example.app://callback/sign-out", signedOut);
        giveToApp(shell, signedOut);
        assertThat(shell.locator("h1")).hasText("Bookstore");
        shell.click("#sign-in");
        openTab(shell);
        assertThat(heading()).hasText("登录 Bookstore");
    }

    @Test
    void aNativeAppSignsInByTheNativeConnectorAlone() throws IOException {
        offerNativeAlone();
        reopen(phone());
        Page shell = openShell(SHELL);
        shell.click("#sign-in");
        openTab(shell);
        page.click("text=使用支付宝继续");
        String back = handedOver(() -> choose("林小雨"));
        giveToApp(shell, back);
        assertThat(shell.locator("h1")).hasText("Hello, 林小雨🌧");
    }

    @Test
    void aNativeAppOnAPhoneSignsInThroughTheAlipayApp() throws IOException {
        offerNativeAlone();
        reopen(phone().setUserAgent(IPHONE));
        Page shell = openShell(SHELL);
        shell.click("#sign-in");
        openTab(shell);
        page.click("text=使用支付宝继续");
        assertThat(heading()).hasText("在支付宝中继续");
        String back = handedOver(this::confirmInAlipay);
        assertTrue(back.startsWith("com.example.app://callback?code="), back);
        giveToApp(shell, back);
        assertThat(shell.locator("h1")).hasText("Hello, 林小雨🌧");
    }

    /// What the app may, a stranger's page may not: without this the test above would prove nothing.
    @Test
    void aPageOfAForeignOriginCannotReadTheAnswers() throws IOException {
        reopen(phone());
        Page foreign = openShell("https://evil.example/");
        Object result = foreign.evaluate(
                "() => token({grant_type: 'refresh_token', refresh_token: 'stolen'}).then(() => 'read', error => error.message)");
        assertEquals("Failed to fetch", result);
        assertTrue(complaints.removeFirst().contains("blocked by CORS policy: No 'Access-Control-Allow-Origin'"));
        complaints.clear();
    }

    /// The redirect that starts the app, straight from the press of a button: its policy must let it.
    @Test
    void aNativeAppIsReachedFromTheFormOfAPassword() throws IOException {
        scene.admin().offerPasswordsAndRegistration();
        reopen(phone());
        Page shell = openShell(SHELL);
        shell.click("#sign-in");
        openTab(shell);
        page.click("text=立即注册");
        page.fill("#username", username());
        page.fill("#password", PASSWORD);
        String back = handedOver(() -> page.click("button:has-text('注册')"));
        giveToApp(shell, back);
        assertThat(shell.locator("#sign-out")).isVisible();
    }

    // --- Username and password -----------------------------------------------------------------------

    @Test
    void aPersonRegistersAndSignsInWithAPassword() {
        scene.admin().offerPasswordsAndRegistration();
        String username = username();
        page.navigate(bookstore.home());
        press("Sign in");
        page.click("text=Create one");
        assertThat(heading()).hasText("Create an account for Bookstore");
        page.fill("#username", username);
        page.fill("#password", PASSWORD);
        photograph("tutorial-password-1-register");
        press("Create account");
        assertEquals(bookstore.home(), page.url());
        press("Sign out");

        press("Sign in");
        signIn(username, "wrong");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Wrong username or password");
        assertEquals(username, page.inputValue("#username"));
        assertEquals("", page.inputValue("#password"));
        photograph("tutorial-password-2-wrong");
        signIn(username, PASSWORD);
        assertEquals(bookstore.home(), page.url());
        assertThat(page.getByText("Sign out")).isVisible();
    }

    @Test
    void aPersonRegistersWithoutScript() {
        scene.admin().offerPasswordsAndRegistration();
        reopen(new Browser.NewContextOptions().setLocale("en-GB").setJavaScriptEnabled(false));
        page.navigate(bookstore.home());
        press("Sign in");
        page.click("text=Create one");
        page.fill("#username", "not a username");
        page.fill("#password", PASSWORD);
        press("Create account");
        assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
        page.fill("#username", username());
        page.fill("#password", PASSWORD);
        press("Create account");
        assertEquals(bookstore.home(), page.url());
    }

    // --- The person ----------------------------------------------------------------------------------

    private void signInByAlipay(String person) {
        page.navigate(bookstore.home());
        press("Sign in");
        press("Continue with Alipay");
        choose(person);
    }

    private void signIn(String username, String password) {
        page.fill("#username", username);
        page.fill("#password", password);
        press("Sign in");
    }

    private void press(String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    /// At the provider.
    private void choose(String person) {
        page.locator("a", new Page.LocatorOptions().setHasText(person)).click();
    }

    private com.microsoft.playwright.Locator heading() {
        return page.locator("h1");
    }

    private static String username() {
        return "u" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }

    /// Alipay (Web), as in most of these tests.
    @BeforeEach
    void offerAlipayAlone() {
        scene.admin().disconnect(Admin.ALIPAY_NATIVE);
        scene.admin().connectAlipay(scene.alipay());
    }

    private void offerNativeAlone() {
        scene.admin().disconnect(Admin.ALIPAY);
        scene.admin().connectAlipayNative(scene.alipay(), Map.of());
    }

    // --- The phone -----------------------------------------------------------------------------------

    private static Browser.NewContextOptions phone() {
        return new Browser.NewContextOptions()
                .setLocale("zh-CN")
                .setViewportSize(390, 844)
                .setIsMobile(true)
                .setHasTouch(true);
    }

    /// The app's own page, in cookies of its own as in a real shell. Only the page itself is made up:
    /// as soon as it is there nothing is intercepted any more, so that Chromium really asks the service
    /// whether this origin may call it (interception would answer preflights on its own).
    private Page openShell(String origin) throws IOException {
        BrowserContext app = context.browser().newContext(phone());
        context.onClose(ignored -> app.close());
        // This service is on this very machine, which a page needs a permission for to call.
        app.grantPermissions(
                List.of("local-network-access"), new BrowserContext.GrantPermissionsOptions().setOrigin(origin));
        Page shell = app.newPage();
        shell.onConsoleMessage(message -> complaints.add("in the app: " + message.text()));
        shell.onPageError(error -> complaints.add("in the app: " + error));
        shell.exposeFunction("openTab", arguments -> tabs.add((String) arguments[0]));
        String html = html();
        shell.route(
                origin + "**",
                route -> route.fulfill(
                        new Route.FulfillOptions().setContentType("text/html").setBody(html)));
        shell.navigate(origin);
        shell.unroute(origin + "**");
        return shell;
    }

    private final ConcurrentLinkedDeque<String> tabs = new ConcurrentLinkedDeque<>();

    private String html() throws IOException {
        try (InputStream file = TutorialsInBrowserTest.class.getResourceAsStream("tutorial-native-app.html")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@ENDPOINT@", RelyingParty.endpoint())
                    .replace("@CLIENT@", scene.app().id());
        }
    }

    /// Opens what the app asked for in a tab of the system's browser.
    private void openTab(Page shell) {
        shell.waitForCondition(() -> !tabs.isEmpty());
        page = newPage();
        try {
            page.navigate(tabs.poll());
        } catch (com.microsoft.playwright.PlaywrightException e) {
            // the address is the app's at once: there is nothing to show
            assertTrue(e.getMessage().contains("ERR_"), e::getMessage);
        }
    }

    /// The address of the app's scheme that the tab is redirected to, which the system hands over.
    private String handedOver(Runnable action) {
        List<String> addresses = new ArrayList<>();
        context.onResponse(response -> {
            String location = response.headers().getOrDefault("location", "");
            if (location.startsWith("com.example.app:")) {
                addresses.add(location);
            }
        });
        action.run();
        page.waitForCondition(() -> !addresses.isEmpty());
        page.close();
        return addresses.getFirst();
    }

    private static void giveToApp(Page shell, String address) {
        shell.evaluate("address => appUrlOpen(address)", address);
    }

    // --- The browser ---------------------------------------------------------------------------------

    private void reopen(Browser.NewContextOptions options) {
        context.close();
        open(options);
    }

    private void open(Browser.NewContextOptions options) {
        context = chromium.browser().newContext(options);
        page = newPage();
    }

    private Page newPage() {
        Page fresh = context.newPage();
        fresh.onConsoleMessage(this::listen);
        fresh.onPageError(complaints::add);
        return fresh;
    }

    /// Only Latchkey's pages are looked at; Chromium also complains about those whose status says
    /// what they say, and about addresses of schemes that no app is installed for.
    private void listen(ConsoleMessage message) {
        boolean ours = message.location().startsWith(RelyingParty.endpoint())
                || message.text().contains(RelyingParty.endpoint());
        boolean expected =
                message.text().startsWith("Failed to load resource: the server responded with a status of 400")
                        || message.text().contains("because the scheme does not have a registered handler");
        if (ours && !expected) {
            complaints.add(message.text());
        }
    }

    private void photograph(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }
}
