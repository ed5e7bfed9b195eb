package dev.latchkey.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import dev.latchkey.testing.Chromium;
import dev.latchkey.testing.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every page owes to whoever looks at it: at any width, in any light, without script.
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
class PagesInBrowserTest {
    private static final String POLYGLOT =
            "jaVasCript:/*-/*`/*\\`/*'/*\"/**/(/* */oNcliCk=alert() )//%0D%0A//</stYle/</titLe/</teXtarEa/</scRipt/"
                    + "--!>\\x3csVg/<sVg/oNloAd=alert()//>\\x3e{html.raw}{cdi:x}&amp;\u202e<img src=x onerror=alert(1)>";
    private static final String ALL_LONG = "Extraordinarilylongunbrokenapplicationnamewithoutanyspaces and then "
            + "a great many ordinary words that go on and on 以及一个非常非常长的应用名称";
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private static Chromium chromium;

    @TestHTTPResource("/test/pages/")
    URI gallery;

    private final List<String> complaints = new ArrayList<>();
    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void launch() {
        chromium = new Chromium();
    }

    @AfterAll
    static void quit() {
        chromium.close();
    }

    @BeforeEach
    void open() {
        open(new Browser.NewContextOptions().setLocale("en-GB"));
    }

    @AfterEach
    void close() {
        context.close();
    }

    private static List<String> names() {
        return PageGallery.NAMES;
    }

    @ParameterizedTest
    @MethodSource("names")
    void fitsEveryScreenInEveryLightAndLanguage(String name) {
        for (String language : List.of("en", "zh-CN")) {
            visit(name + "?lang=" + language);
            assertEquals(language, page.getAttribute("html", "lang"));
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                String file = name + "-" + language + "-" + scheme.name().toLowerCase() + "-";
                photograph(390, 844, file + "phone.png");
                photograph(1280, 800, file + "desktop.png");
            }
        }
        assertEquals(List.of(), complaints);
    }

    @ParameterizedTest
    @MethodSource("names")
    void staysInsideTheNarrowestPhoneWithTheLongestNameAndDoubleText(String name) {
        visit(name + "?app=" + encode(ALL_LONG));
        assertNoSidewaysScroll(320, 568);
        page.evaluate("document.documentElement.style.fontSize = '200%'");
        assertNoSidewaysScroll(390, 844);
        assertNoSidewaysScroll(640, 400);
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + "-large-text.png")));
    }

    @ParameterizedTest
    @MethodSource("names")
    void namesEveryFieldAndLeavesRoomForThumbs(String name) {
        page.setViewportSize(390, 844);
        visit(name);
        assertEquals(1, page.locator("h1").count());
        assertEquals(1, page.locator("main").count());
        assertEquals(0, count("input:not([type=hidden])", "element => !element.labels.length"));
        assertEquals(0, count("a, button, input:not([type=hidden])", "element => element.offsetHeight < 44"));
        assertEquals(
                0,
                count(
                        "[aria-describedby]",
                        "element => !document.getElementById("
                                + "element.getAttribute('aria-describedby'))?.textContent.trim()"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void treatsWhatStrangersWriteAsText(String name) {
        page.onDialog(dialog -> {
            complaints.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
        visit(name + "?text=" + encode(POLYGLOT));
        assertEquals(
                0,
                page.locator("script:not([src^='/assets/page/']), [onerror], [onload], [onclick], img[src=x],"
                                + " iframe:not([sandbox])")
                        .count());
        assertEquals(0, count("a", "element => /^(javascript|data):/i.test(element.href)"));
        assertEquals(List.of(), complaints);
    }

    /// Page, style, script and one provider's picture; an operator's own icon is one more.
    @ParameterizedTest
    @CsvSource({"sign-in,4", "sign-in-alipay,4", "sign-in-branded,5"})
    void isLightAndStill(String name, int requests) {
        List<Response> responses = new ArrayList<>();
        page.onResponse(responses::add);
        visit(name);
        int bytes = List.copyOf(responses).stream()
                .mapToInt(response -> response.body().length
                        + response.allHeaders().toString().length())
                .sum();
        assertTrue(
                responses.size() <= requests,
                () -> responses.stream().map(Response::url).toList().toString());
        assertTrue(bytes < 40_000, () -> bytes + " bytes");
        assertEquals(0, ((Number) page.evaluate("""
                () => new Promise(done => new PerformanceObserver(list => done(list.getEntries()
                    .reduce((sum, entry) => sum + entry.value, 0))).observe({type: 'layout-shift', buffered: true})
                    || setTimeout(() => done(0), 200))""")).doubleValue());
    }

    @Test
    void signsInWithoutScript() {
        context.close();
        open(new Browser.NewContextOptions().setJavaScriptEnabled(false));
        visit("sign-in");
        page.fill("#username", "alice");
        page.fill("#password", "correct horse");
        page.click("text=Sign in >> nth=-1");
        String expected = "Origin: " + gallery.getScheme() + "://" + gallery.getAuthority();
        assertTrue(page.content().contains(expected), () -> page.content());
    }

    @Test
    void followsAFormToTheApplication() {
        visit("sign-in");
        submitTowards("127.0.0.1");
        page.waitForURL("http://127.0.0.1:*/**");
    }

    @Test
    void followsAFormNowhereElse() {
        visit("sign-in");
        submitTowards("app.localhost");
        page.waitForTimeout(300);
        assertEquals(gallery.resolve("sign-in").toString(), page.url());
        assertTrue(complaints.toString().contains("form-action"), complaints::toString);
    }

    private void submitTowards(String host) {
        URI end = URI.create("http://" + host + ":" + gallery.getPort() + "/test/pages/welcome");
        page.evaluate(
                "to => document.forms[0].action = '/test/pages/away?to=' + encodeURIComponent(to)", end.toString());
        page.locator("form button").first().click();
    }

    @Test
    void followsTheBrowsersLanguage() {
        context.close();
        open(new Browser.NewContextOptions().setLocale("zh-SG"));
        visit("sign-in-alipay");
        assertEquals("zh-CN", page.getAttribute("html", "lang"));
        assertEquals("使用支付宝继续", page.innerText("button").strip());
    }

    @Test
    void staysLightWhenTheOperatorWantsIt() {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        visit("sign-in?dark=no");
        assertEquals("rgb(255, 255, 255)", style(".card", "backgroundColor"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"#ffffff", "#000000", "#ffff00", "#777777", "#1677ff", "#e60012"})
    void staysReadableInTheOperatorsColour(String colour) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            visit("sign-in?colour=" + encode(colour));
            double button = contrast(style(".primary", "color"), style(".primary", "backgroundColor"));
            double link = contrast(style(".aside a", "color"), style(".card", "backgroundColor"));
            assertTrue(button >= 4.5, () -> "button " + button);
            assertTrue(link >= 4.5, () -> "link " + link);
        }
    }

    @Test
    void showsWhereTheKeyboardIs() {
        visit("sign-in");
        page.keyboard().press("Tab");
        assertEquals("button", page.evaluate("document.activeElement.localName"));
        assertEquals("3px", page.evaluate("getComputedStyle(document.activeElement).outlineWidth"));
    }

    private void open(Browser.NewContextOptions options) {
        context = chromium.browser().newContext(options);
        page = context.newPage();
        page.onConsoleMessage(this::listen);
        page.onPageError(complaints::add);
    }

    /// Chromium also complains about pages whose status says what they say.
    private void listen(ConsoleMessage message) {
        boolean status = message.text().startsWith("Failed to load resource: the server responded with a status");
        if (!status || !message.location().startsWith(page.url())) {
            complaints.add(message.text());
        }
    }

    private void visit(String name) {
        page.navigate(gallery.resolve(name).toString());
    }

    private void photograph(int width, int height, String file) {
        assertNoSidewaysScroll(width, height);
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(file)));
    }

    private void assertNoSidewaysScroll(int width, int height) {
        page.setViewportSize(width, height);
        Object scroll = page.evaluate("document.documentElement.scrollWidth");
        assertTrue((int) scroll <= width, () -> page.url() + " is " + scroll + " wide in a window of " + width);
    }

    private int count(String selector, String condition) {
        return (int) page.locator(selector).evaluateAll("elements => elements.filter(" + condition + ").length");
    }

    private String style(String selector, String property) {
        return (String) page.locator(selector).first().evaluate("element => getComputedStyle(element)." + property);
    }

    private static double contrast(String one, String other) {
        return rgb(one).contrast(rgb(other));
    }

    /// Reads `rgb(1, 2, 3)`, as browsers report colours; transparent counts as white.
    private static Colour rgb(String text) {
        if (text.startsWith("rgba")) {
            return Colour.WHITE;
        }
        String[] channels = text.replaceAll("[^0-9,]", "").split(",");
        return new Colour(Integer.parseInt(channels[0]), Integer.parseInt(channels[1]), Integer.parseInt(channels[2]));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
