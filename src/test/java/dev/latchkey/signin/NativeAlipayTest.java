package dev.latchkey.signin;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static dev.latchkey.testing.RelyingParty.parameter;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.testing.Admin;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Jwt;
import dev.latchkey.testing.RelyingParty.Journey;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Alipay (Native) alone on the sign-in page, in whatever the page is shown in.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NativeAlipayTest {
    private static final String PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15"
            + " (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1";
    private static final String ALIPAY = "Mozilla/5.0 (iPhone; CPU iPhone OS 16_6 like Mac OS X) AppleWebKit/605.1.15"
            + " (KHTML, like Gecko) Mobile/20G75 Nebula WK AliApp(AP/10.5.36.6000) AlipayClient/10.5.36.6000";
    private static final String MINI_PROGRAM = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X)"
            + " AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Ariver/1.1.0 AliApp(AP/10.5.90.6000) Nebula WK"
            + " AlipayClient/10.5.90.6000 Language/zh-Hans MiniProgram APXWebView";
    private static final String WECHAT = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15"
            + " (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.49(0x18003129) NetType/WIFI Language/zh_CN";
    private static final String DINGTALK = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15"
            + " (KHTML, like Gecko) Mobile/21A329 AliApp(DingTalk/7.5.20) com.laiwang.DingTalk/36098765";
    private static final String WEB_VIEW = "Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/UQ1A; wv)"
            + " AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/142.0.0.0 Mobile Safari/537.36";
    private static final String LINK = "logto-callback://com.example.bookstore/web";

    @Inject
    dev.latchkey.platform.Database database;

    private Scene scene;

    @BeforeAll
    void setTheScene() {
        scene = Scene.set();
    }

    @BeforeEach
    void onlyTheNativeConnector() {
        scene.alipay().reset();
        scene.admin().disconnect(Admin.ALIPAY);
        scene.admin().connectAlipayNative(scene.alipay(), Map.of());
    }

    @AfterAll
    void close() {
        scene.admin().disconnect(Admin.ALIPAY_NATIVE);
        scene.admin().connectAlipay(scene.alipay());
        scene.close();
    }

    // --- A plain browser -----------------------------------------------------------------------------

    @Test
    void aDesktopGoesToAlipaysPageForTheSameApp() {
        Browser browser = new Browser();
        Browser.Answer page = openPage(browser, scene.web().journey());
        assertTrue(page.body().contains("Continue with Alipay"));

        String toAlipay = press(browser, page).location();

        assertTrue(toAlipay.startsWith(scene.alipay().authorizationPage().toString()), toAlipay);
        assertEquals(scene.alipay().defaultApp().appId(), parameter(toAlipay, "app_id"));
        assertEquals(callback(), parameter(toAlipay, "redirect_uri"));
        assertSignedIn(browser.follow(browser.get(toAlipay + "&person=lin").location(), endpoint()));
    }

    @Test
    void aPhoneGetsALinkIntoTheAlipayAppAndOneForItsBrowser() {
        Browser phone = new Browser(PHONE);
        Browser.Answer page =
                phone.get(press(phone, openPage(phone, scene.web().journey())).location());

        assertEquals(200, page.status());
        String inApp = link(page);
        assertTrue(inApp.startsWith("alipays://platformapi/startapp?appId=20000067&url="), inApp);
        String address = URLDecoder.decode(inApp.substring(inApp.indexOf("&url=") + 5), StandardCharsets.UTF_8);
        assertTrue(address.startsWith(scene.alipay().authorizationPage().toString()), address);
        assertEquals(callback(), parameter(address, "redirect_uri"));
        String inBrowser = find(page, "href=\"(http[^\"]*publicAppAuthorize[^\"]*)\"");
        assertEquals(address, inBrowser);
        assertSignedIn(phone.follow(phone.get(inBrowser + "&person=lin").location(), endpoint()));
    }

    @Test
    void whatIsConfirmedInTheAlipayAppWaitsForTheBrowser() {
        Browser phone = new Browser(PHONE);
        Browser.Answer page = appLinkPage(phone, scene.web().journey());
        String arrived = endpoint() + find(page, "data-wait=\"([^\"]*)\"");
        String returned = endpoint() + find(page, "href=\"(/sign-in/app/[^\"]*)\"");
        assertEquals(204, phone.get(arrived).status());
        assertTrue(phone.get(returned).body().contains("Nothing has arrived yet"));

        Browser app = new Browser(ALIPAY);
        Browser.Answer question = confirmIn(app, page);
        assertTrue(question.body().contains("Sign in to Bookstore in your browser?"), question.body());
        assertEquals(0, scene.alipay().calls().size(), "the code is spent by the browser alone");
        Browser.Answer done = answer(app, question, number(page));
        assertTrue(done.body().contains("Go back to your browser"), done.body());

        assertEquals(200, phone.get(arrived).status());
        assertSignedIn(phone.follow(returned, endpoint()));
        assertEquals(200, phone.get(arrived).status(), "it is through");
    }

    @Test
    void aWrongNumberEndsItForGood() {
        Browser phone = new Browser(PHONE);
        Browser.Answer page = appLinkPage(phone, scene.web().journey());
        Browser app = new Browser(ALIPAY);
        Browser.Answer question = confirmIn(app, page);
        String wrong = number(page).equals("00") ? "01" : "00";

        Browser.Answer refusal = answer(app, question, wrong);

        assertEquals(400, refusal.status());
        assertTrue(refusal.body().contains("That wasn’t the number"));
        assertEquals(400, answer(app, question, number(page)).status(), "there is no second try");
        assertEquals(
                204,
                phone.get(endpoint() + find(page, "data-wait=\"([^\"]*)\"")).status());
    }

    @Test
    void anAnswerThatWaitsIsOfNoUseToAnotherBrowser() {
        Browser phone = new Browser(PHONE);
        Browser.Answer page = appLinkPage(phone, scene.web().journey());
        Browser app = new Browser(ALIPAY);
        answer(app, confirmIn(app, page), number(page));

        Browser.Answer stranger = new Browser(PHONE).get(endpoint() + find(page, "href=\"(/sign-in/app/[^\"]*)\""));

        assertEquals(400, stranger.status());
        assertTrue(stranger.body().contains("You started in another browser"));
    }

    @Test
    void nobodyIsAskedForANumberOnceTheSignInIsOver() {
        Browser phone = new Browser(PHONE);
        Browser.Answer page = appLinkPage(phone, scene.web().journey());
        database.update("update social_visits set expires_at = now() - interval '1 second' where consumed_at is null");

        Browser.Answer late = confirmIn(new Browser(ALIPAY), page);

        assertEquals(400, late.status());
        assertFalse(late.body().contains("name=\"number\""));
    }

    /// A desktop's visit is not one of those that come back elsewhere.
    @Test
    void noOtherVisitIsHandedOver() {
        Browser browser = new Browser();
        String toAlipay =
                press(browser, openPage(browser, scene.web().journey())).location();
        String callback = browser.get(toAlipay + "&person=lin").location();

        assertTrue(new Browser(ALIPAY).get(callback).body().contains("You started in another browser"));
    }

    @Test
    void aDirectSignInMakesTheSameChoice() {
        Journey journey = scene.web().journey().with("direct_sign_in", "social:alipay");
        String desktop = new Browser().get(journey.url()).location();
        assertTrue(desktop.startsWith(scene.alipay().authorizationPage().toString()), desktop);
        String phone = new Browser(PHONE).get(journey.url()).location();
        assertTrue(phone.startsWith(endpoint() + "/sign-in/app/" + Admin.ALIPAY_NATIVE), phone);
        String wechat = new Browser(WECHAT).get(journey.url()).location();
        assertTrue(wechat.startsWith(endpoint() + "/sign-in/elsewhere/"), wechat);
    }

    @Test
    void theWebConnectorIsForBrowsersWhereThereAreBoth() {
        scene.admin().connectAlipay(scene.alipay());
        Browser phone = new Browser(PHONE);
        Browser.Answer page = openPage(phone, scene.web().journey());
        assertEquals(2, page.body().split("Continue with Alipay", -1).length, "one button");

        String toAlipay = press(phone, page).location();

        assertEquals(endpoint() + "/callback/" + Admin.ALIPAY, parameter(toAlipay, "redirect_uri"));
    }

    @Test
    void bothConnectorsKnowTheSamePeople() {
        String one = subject("aisha");
        scene.admin().connectAlipay(scene.alipay());
        assertEquals(one, subject("aisha"));
    }

    @Test
    void theOperatorMayKeepItToApps() {
        scene.admin().connectAlipayNative(scene.alipay(), Map.of("webFallback", false));
        Browser browser = new Browser();
        Browser.Answer page = openPage(browser, scene.web().journey());

        assertTrue(page.body().matches("(?s).*<form [^>]*data-target=\"alipay\" data-native hidden>.*"), page.body());
        assertTrue(page.body().contains("To sign in to Bookstore, open its app on your phone."));
        assertTrue(press(browser, page).location().startsWith(endpoint() + "/sign-in?id="));
        Journey direct = scene.web().journey().with("direct_sign_in", "social:alipay");
        assertTrue(browser.get(direct.url()).location().startsWith(endpoint() + "/sign-in?id="));
        assertTrue(
                bridge(browser, page, Map.of("native_targets", "alipay")).body().contains("\"alipay://?app_id="));
    }

    // --- Inside other apps ---------------------------------------------------------------------------

    @Test
    void insideAlipayItStartsByItselfWithTheConfiguredScope() {
        scene.admin().connectAlipayNative(scene.alipay(), Map.of("scope", "auth_base"));
        Browser browser = new Browser(ALIPAY);

        String toAlipay = browser.get(scene.web().journey().url()).location();

        assertTrue(toAlipay.startsWith(scene.alipay().authorizationPage().toString()), toAlipay);
        assertEquals("auth_base", parameter(toAlipay, "scope"));
        assertSignedIn(browser.follow(browser.get(toAlipay + "&person=lin").location(), endpoint()));
    }

    @Test
    void theSameGoesForTheWebConnector() {
        scene.admin().disconnect(Admin.ALIPAY_NATIVE);
        scene.admin().connectAlipay(scene.alipay());
        String toAlipay = new Browser(ALIPAY).get(scene.web().journey().url()).location();
        assertEquals(endpoint() + "/callback/" + Admin.ALIPAY, parameter(toAlipay, "redirect_uri"));
    }

    @Test
    void whoSaysNoInsideAlipayGetsThePageAndNoLoop() {
        Browser browser = new Browser(ALIPAY);
        String state = parameter(browser.get(scene.web().journey().url()).location(), "state");
        Browser.Answer no = browser.get(callback() + "?state=" + state + "&error=access_denied");
        String page = endpoint() + find(no, "href=\"(/sign-in\\?id=[^\"]*)\"");
        assertEquals(200, browser.get(page).status());
    }

    /// Its web view refuses all pages of Alipay (field note 12), so nobody is led there, with or without a choice.
    @ParameterizedTest
    @ValueSource(strings = {Admin.ALIPAY, Admin.ALIPAY_NATIVE})
    void insideAMiniProgramNothingOfAlipayIsOfferedOrStartsByItself(String connector) {
        connectOnly(connector);
        Browser browser = new Browser(MINI_PROGRAM);
        Journey direct = scene.web().journey().with("direct_sign_in", "social:alipay");
        for (Journey journey : List.of(scene.web().journey(), direct)) {
            String address = browser.get(journey.url()).location();
            assertTrue(address.startsWith(endpoint() + "/sign-in?id="), address);

            Browser.Answer page = browser.get(address);

            assertEquals(200, page.status());
            assertTrue(page.body().contains("You can’t sign in inside this app"), page.body());
            assertTrue(page.body().contains("in your phone’s browser"), page.body());
            assertFalse(page.body().contains("Continue with Alipay"), page.body());
            assertTrue(page.body().contains("Back to Bookstore"), page.body());
        }
        assertTrue(new Browser(MINI_PROGRAM)
                .follow(scene.web().journey().with("ui_locales", "zh-CN").url(), endpoint())
                .body()
                .contains("请用手机浏览器打开"));
    }

    @ParameterizedTest
    @ValueSource(strings = {Admin.ALIPAY, Admin.ALIPAY_NATIVE})
    void insideAMiniProgramOtherWaysToSignInStay(String connector) {
        connectOnly(connector);
        scene.admin().offerPasswords();

        Browser.Answer page = openPage(new Browser(MINI_PROGRAM), scene.web().journey());

        assertEquals(200, page.status());
        assertTrue(page.body().contains("name=\"password\""), page.body());
        assertFalse(page.body().matches("(?s).*/sign-in/social/(?![^>]*hidden)[^>]*>.*"), page.body());
    }

    @Test
    void insideWeChatTheyAreAskedToOpenABrowser() {
        Browser browser = new Browser(WECHAT);
        String ask = press(browser, openPage(browser, scene.web().journey())).location();

        Browser.Answer page = browser.get(ask);

        assertEquals(200, page.status());
        assertTrue(page.body().contains("choose “Open in browser”"), page.body());
        assertEquals("http://localhost:3000/", new Browser(PHONE).get(ask).location(), "where the app begins anew");
    }

    @ParameterizedTest
    @ValueSource(strings = {DINGTALK, WEB_VIEW})
    void insideAnyOtherAppItIsThePageSinceNoAppOpens(String userAgent) {
        Browser browser = new Browser(userAgent);
        String toAlipay =
                press(browser, openPage(browser, scene.web().journey())).location();
        assertTrue(toAlipay.startsWith(scene.alipay().authorizationPage().toString()), toAlipay);
    }

    // --- The bridge of an app's SDK ------------------------------------------------------------------

    @Test
    void theVendorsSdkGetsItsMessageAndBringsTheCodeBack() {
        Browser app = new Browser(WEB_VIEW);
        Browser.Answer page = openPage(app, scene.app().journey());

        Browser.Answer addresses = bridge(app, page, Map.of("native_targets", "wechat alipay", "universal", "true"));

        assertEquals(200, addresses.status());
        assertEquals("application/json", addresses.header("Content-Type").split(";")[0]);
        String message = json(addresses, "redirectTo");
        assertTrue(message.matches("alipay://\\?app_id=9021000000000001&state=[A-Za-z0-9_-]{43}"), message);
        assertEquals(endpoint() + "/callback/social/" + Admin.ALIPAY_NATIVE, json(addresses, "callbackUri"));
        String back = json(addresses, "callbackUri") + "?app_id=9021000000000001&result_code=SUCCESS&scope=auth_user"
                + "&state=" + parameter(message, "state") + "&auth_code=" + code();
        assertTrue(app.follow(back, endpoint()).location().startsWith("com.example.app://callback?code="));
    }

    @Test
    void theVendorsSdkIsUsedEvenWhereBrowsersUseTheWebConnector() {
        scene.admin().connectAlipay(scene.alipay());
        Browser app = new Browser(WEB_VIEW);
        Browser.Answer page = openPage(app, scene.app().journey());
        Browser.Answer addresses = bridge(app, page, Map.of("native_targets", "alipay"));
        String back = json(addresses, "callbackUri") + "?state=" + parameter(json(addresses, "redirectTo"), "state")
                + "&auth_code=" + code();
        assertTrue(app.follow(back, endpoint()).location().startsWith("com.example.app://callback?code="));
    }

    @Test
    void aCodeOfTheSdkInAnotherBrowserIsRefused() {
        Browser app = new Browser(WEB_VIEW);
        Browser.Answer addresses =
                bridge(app, openPage(app, scene.app().journey()), Map.of("native_targets", "alipay"));
        String back = json(addresses, "callbackUri") + "?state=" + parameter(json(addresses, "redirectTo"), "state")
                + "&auth_code=" + code();
        assertEquals(400, new Browser(PHONE).get(back).status());
    }

    @Test
    void withoutTheVendorsSdkTheSystemsBrowserIsOpenedAndBringsTheCodeBack() {
        Browser app = new Browser(WEB_VIEW);
        Browser.Answer addresses =
                bridge(app, openPage(app, scene.app().journey()), Map.of("universal", "true", "callback_link", LINK));
        String landing = json(addresses, "redirectTo");
        assertTrue(
                landing.startsWith(endpoint() + "/social/landing/" + Admin.ALIPAY_NATIVE + "?redirect_to="), landing);
        assertEquals(LINK, parameter(landing, "native_callback"));

        Browser system = new Browser(PHONE);
        String toAlipay = system.get(landing).location();
        assertEquals(parameter(landing, "redirect_to"), toAlipay);
        Browser.Answer back = system.get(system.get(toAlipay + "&person=lin").location());
        assertEquals(200, back.status());
        String refresh = back.header("Refresh");
        assertTrue(refresh.startsWith("0;url=" + LINK + "?"), refresh);
        assertEquals(0, scene.alipay().calls().size(), "the code is not spent there");

        String answer = refresh.substring(refresh.indexOf('?'));
        String end =
                app.follow(json(addresses, "callbackUri") + answer, endpoint()).location();
        assertTrue(end.startsWith("com.example.app://callback?code="), end);
    }

    @Test
    void theLandingPageLeadsOnlyWhereWeHaveJustSentSomebody() {
        Browser app = new Browser(WEB_VIEW);
        String landing = json(
                bridge(app, openPage(app, scene.app().journey()), Map.of("universal", "true", "callback_link", LINK)),
                "redirectTo");
        Browser system = new Browser(PHONE);

        assertRefused(system, landing.replace("redirect_to=http", "redirect_to=https"));
        assertRefused(system, landing.replaceAll("redirect_to=[^&]*", "redirect_to=https%3A%2F%2Fevil.example%2F"));
        assertRefused(system, landing.replaceAll("redirect_to=[^&]*&", ""));
        assertRefused(system, landing.replaceAll("native_callback=.*", "native_callback=https%3A%2F%2Fevil.example"));
        assertRefused(
                system, landing.replaceAll("native_callback=.*", "native_callback=logto-callback%3A%2F%2Fevil%2Fweb"));
        assertRefused(system, landing.replace("/landing/" + Admin.ALIPAY_NATIVE, "/landing/" + Admin.ALIPAY));
        assertEquals(303, system.get(landing).status());
        database.update("update social_visits set expires_at = now() - interval '1 second' where consumed_at is null");
        assertRefused(system, landing);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://evil.example/",
                "javascript:alert(1)",
                "logto-callback:",
                "logto-callback://a b/web",
                "logto-callback://x/web?next=1",
                "logto-callback://user@host/web",
                "com.example.app://callback"
            })
    void noOtherLinkGetsACode(String link) {
        Browser app = new Browser(WEB_VIEW);
        Browser.Answer answer =
                bridge(app, openPage(app, scene.app().journey()), Map.of("universal", "true", "callback_link", link));
        assertTrue(answer.body().startsWith("{\"location\":\"/sign-in?id="), answer.body());
    }

    @Test
    void theBridgeNeedsTheTokenOfItsPageToo() {
        Browser app = new Browser(WEB_VIEW);
        Browser.Answer page = openPage(app, scene.app().journey());
        String address = endpoint() + find(page, "data-bridge=\"([^\"]*)\"");
        assertEquals(
                400,
                app.post(address, Map.of("csrf", "forged", "native_targets", "alipay"))
                        .status());
        assertEquals(
                400,
                new Browser(WEB_VIEW)
                        .post(address, Map.of("csrf", page.field("csrf"), "native_targets", "alipay"))
                        .status());
    }

    @Test
    void anAppThatNoOneSignsInToByItGoesBackToThePage() {
        Browser app = new Browser(WEB_VIEW);
        Browser.Answer page = openPage(app, scene.app().journey());
        String address = endpoint() + find(page, "data-bridge=\"([^\"]*)\"").replace("/alipay?", "/wechat?");
        Browser.Answer answer = app.post(address, Map.of("csrf", page.field("csrf"), "native_targets", "wechat"));
        assertTrue(answer.body().startsWith("{\"location\":\"/sign-in?id="), answer.body());
    }

    @Test
    void theScriptMayBeKeptForEver() {
        Browser.Answer page = openPage(new Browser(), scene.web().journey());
        Browser.Answer script = new Browser().get(endpoint() + find(page, "src=\"(/assets/page/app/[^\"]*)\""));
        assertEquals("public, max-age=31536000, immutable", script.header("Cache-Control"));
        assertFalse(script.header("ETag").isEmpty());
        assertTrue(page.header("Content-Security-Policy").contains("script-src 'self'; connect-src 'self'; "));
        assertNotEquals(
                "public, max-age=31536000, immutable",
                new Browser().get(endpoint() + "/assets/page/app/0.js").header("Cache-Control"));
    }

    // -------------------------------------------------------------------------------------------------

    private String subject(String person) {
        String idToken = scene.web().signInAndRedeem(new Browser(), person).path("id_token");
        return Jwt.of(idToken).claims().path("sub").asText();
    }

    private void connectOnly(String connector) {
        if (connector.equals(Admin.ALIPAY)) {
            scene.admin().disconnect(Admin.ALIPAY_NATIVE);
            scene.admin().connectAlipay(scene.alipay());
        }
    }

    private static Browser.Answer openPage(Browser browser, Journey journey) {
        return browser.follow(journey.url(), endpoint());
    }

    private static Browser.Answer press(Browser browser, Browser.Answer page) {
        return browser.post(endpoint() + page.action("/sign-in/social/"), Map.of("csrf", page.field("csrf")));
    }

    private static Browser.Answer bridge(Browser browser, Browser.Answer page, Map<String, String> sdk) {
        Map<String, String> form = new java.util.HashMap<>(sdk);
        form.put("csrf", page.field("csrf"));
        return browser.post(endpoint() + find(page, "data-bridge=\"([^\"]*)\""), form);
    }

    private static Browser.Answer appLinkPage(Browser phone, Journey journey) {
        return phone.get(press(phone, openPage(phone, journey)).location());
    }

    /// In the Alipay app, up to our page there.
    private static Browser.Answer confirmIn(Browser app, Browser.Answer page) {
        String inApp = link(page);
        String address = URLDecoder.decode(inApp.substring(inApp.indexOf("&url=") + 5), StandardCharsets.UTF_8);
        return app.get(app.get(address + "&person=lin").location());
    }

    private static Browser.Answer answer(Browser app, Browser.Answer question, String number) {
        return app.post(
                endpoint() + question.action("/social/handover/"),
                Map.of("answer", question.field("answer").replace("&amp;", "&"), "number", number));
    }

    private static String link(Browser.Answer page) {
        return find(page, "href=\"(alipays:[^\"]*)\"");
    }

    private static String number(Browser.Answer page) {
        return find(page, "class=\"number\"[^>]*>([0-9]{2})<");
    }

    private String code() {
        return scene.alipay().issueCode(scene.alipay().defaultApp().appId(), "lin", "auth_user");
    }

    private static String callback() {
        return endpoint() + "/callback/" + Admin.ALIPAY_NATIVE;
    }

    private static void assertSignedIn(Browser.Answer end) {
        assertTrue(end.location().startsWith("http://localhost:3000/callback?code="), end.location());
    }

    private static void assertRefused(Browser browser, String landing) {
        assertEquals(400, browser.get(landing).status(), landing);
    }

    private static String json(Browser.Answer answer, String name) {
        return find(answer, "\"" + name + "\":\"([^\"]*)\"");
    }

    private static String find(Browser.Answer answer, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(answer.body());
        assertTrue(matcher.find(), () -> pattern + " is not in " + answer.body());
        return matcher.group(1).replace("&amp;", "&");
    }
}
