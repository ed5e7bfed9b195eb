package dev.latchkey.signin;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static dev.latchkey.testing.RelyingParty.parameter;
import static dev.latchkey.testing.TwoProviders.ACME;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.platform.Database;
import dev.latchkey.simulator.AlipaySimulator;
import dev.latchkey.testing.Admin;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Browser.Answer;
import dev.latchkey.testing.RelyingParty.Journey;
import dev.latchkey.testing.TwoProviders;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Linking Alipay, and proving an account by it: people get there as they do to sign in.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProviderDoorTest {
    private static final String PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15"
            + " (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1";
    private static final String WECHAT = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15"
            + " (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.49(0x18003129) NetType/WIFI Language/zh_CN";
    private static final String WEB_VIEW = "Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/UQ1A; wv)"
            + " AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/142.0.0.0 Mobile Safari/537.36";
    private static final String ACCOUNT = endpoint() + "/account";
    private static final AtomicInteger COUNT = new AtomicInteger();

    @Inject
    Database database;

    private AlipaySimulator alipay;
    private TwoProviders two;
    private String name;

    @BeforeAll
    void setTheScene() {
        alipay = AlipaySimulator.start(0);
        two = TwoProviders.set();
    }

    @BeforeEach
    void begin() {
        database.update("delete from users where id in (select user_id from user_identities where target = 'alipay')");
        alipay.reset();
        connect(Map.of());
        name = "door" + COUNT.incrementAndGet();
    }

    @AfterAll
    void close() {
        two.admin().disconnect(Admin.ALIPAY_NATIVE);
        two.close();
        alipay.close();
    }

    // --- Linking -------------------------------------------------------------------------------------

    @Test
    void aPhoneLinksByWayOfTheAlipayApp() {
        Browser phone = new Browser(PHONE);
        String id = two.signIn(phone, ACME, name);
        Answer page = phone.get(link(phone).location());

        assertTrue(page.body().contains("href=\"alipays://platformapi/startapp"), page.body());
        Answer question =
                new Browser().get(new Browser().get(web(page) + "&person=lin").location());
        new Browser()
                .post(
                        endpoint() + question.action("/social/handover/"),
                        Map.of(
                                "answer",
                                question.field("answer").replace("&amp;", "&"),
                                "number",
                                find(page, "class=\"number\"[^>]*>([0-9]{2})<")));
        String returned = endpoint() + find(page, "href=\"(/sign-in/app/[^\"]*)\"");

        assertEquals(ACCOUNT + "?done=linked", phone.get(returned).location());
        identities(id).body("identities", hasKey("alipay"));
    }

    @Test
    void whoIsNotBackYetTriesTheSameAgain() {
        Browser phone = new Browser(PHONE);
        String id = two.signIn(phone, ACME, name);
        Answer page = phone.get(link(phone).location());

        Answer nothing = phone.get(endpoint() + find(page, "href=\"(/sign-in/app/[^\"]*)\""));

        assertTrue(nothing.body().contains("Nothing has arrived yet"), nothing.body());
        assertTrue(nothing.body().contains("href=\"/account\""));
        Answer again = phone.get(endpoint() + find(nothing, "href=\"(/sign-in/app/[^\"]*)\""));
        Answer back = phone.get(phone.get(web(again) + "&person=lin").location());
        assertEquals(ACCOUNT + "?done=linked", back.location());
        identities(id).body("identities", hasKey("alipay"));
    }

    @Test
    void insideWeChatThePersonIsAskedToOpenABrowser() {
        Browser wechat = new Browser(WECHAT);
        two.signIn(wechat, ACME, name);

        Answer page = wechat.get(link(wechat).location());

        assertTrue(page.uri().getPath().startsWith("/sign-in/elsewhere/"));
        assertTrue(page.body().contains("href=\"/account\""), page.body());
        assertEquals(ACCOUNT, new Browser().get(page.uri().toString()).location());
    }

    /// The address tells the kind of errand alone; that a proof was there, the sign-in knows.
    @Test
    void noAddressMakesALinkOfASignInThatIsNone() {
        Browser phone = new Browser(PHONE);
        String id = two.signIn(phone, ACME, name);
        Answer own = phone.get(ACCOUNT);
        String signIn = phone.post(ACCOUNT + "/verify", Map.of("csrf", own.field("csrf")))
                .location();
        String forged = endpoint() + "/sign-in/app/" + Admin.ALIPAY_NATIVE + "?id=" + parameter(signIn, "id") + "&for=";

        assertEquals(ACCOUNT, phone.get(forged + "link").location());
        assertTrue(phone.get(forged + "prove").location().contains("/sign-in/account?id="));
        identities(id).body("identities", not(hasKey("alipay")));
    }

    @Test
    void aLinkThatWasBegunLongAgoNeedsAnotherProof() {
        Browser phone = new Browser(PHONE);
        two.signIn(phone, ACME, name);
        String address = link(phone).location();
        database.update(
                "update sign_ins set created_at = created_at - interval '11 minutes' where id = ?",
                parameter(address, "id"));

        assertEquals(ACCOUNT, phone.get(address).location());
    }

    // --- Proving -------------------------------------------------------------------------------------

    @Test
    void aPhoneProvesByWayOfTheAlipayApp() {
        Browser phone = new Browser(PHONE);
        Journey journey = two.app().journey();
        String owner = ownerByAlipay();
        Answer question = question(phone, journey);
        Answer page = phone.get(phone.post(
                        endpoint() + question.action("/sign-in/account/social/"),
                        Map.of("csrf", question.field("csrf"), "pending", question.field("pending")))
                .location());

        assertTrue(page.body().contains("href=\"alipays://platformapi/startapp"), page.body());
        Answer back = phone.get(phone.get(web(page) + "&person=lin").location());
        assertEquals(owner, two.subject(phone, journey, back));
        identities(owner).body("identities", hasKey("acme"));
    }

    @Test
    void insideWeChatTheQuestionStays() {
        Browser wechat = new Browser(WECHAT);
        ownerByAlipay();
        Answer question = question(wechat, two.app().journey());
        Answer page = wechat.get(wechat.post(
                        endpoint() + question.action("/sign-in/account/social/"),
                        Map.of("csrf", question.field("csrf"), "pending", question.field("pending")))
                .location());

        assertTrue(page.uri().getPath().startsWith("/sign-in/elsewhere/"));
        assertTrue(page.body().contains("href=\"/sign-in/account?id="), page.body());
    }

    @Test
    void anAppProvesByAlipaysSdkWhereTheOperatorKeepsItToApps() {
        String owner = ownerByAlipay();
        connect(Map.of("webFallback", false));
        two.trust(ACME, true);
        Browser app = new Browser(WEB_VIEW);
        Journey journey = two.app().journey();
        Answer question = question(app, journey);
        assertTrue(question.body().contains("id=\"app-trouble\""));
        Answer told = app.post(
                endpoint() + find(question, "data-bridge=\"([^\"]*)\""),
                Map.of(
                        "csrf",
                        question.field("csrf"),
                        "pending",
                        question.field("pending"),
                        "native_targets",
                        "alipay"));
        String message = find(told, "\"redirectTo\":\"(alipay:[^\"]*)\"");

        Answer back = app.get(endpoint() + "/callback/social/" + Admin.ALIPAY_NATIVE + "?auth_code=" + code()
                + "&state=" + message.replaceAll(".*state=", ""));

        assertEquals(owner, two.subject(app, journey, back));
        identities(owner).body("identities", hasKey("acme"));
    }

    @Test
    void aQuestionThatIsOverIsNotProvedInAnApp() {
        Browser app = new Browser(WEB_VIEW);
        ownerByAlipay();
        Answer question = question(app, two.app().journey());

        Answer told = app.post(
                endpoint() + find(question, "data-bridge=\"([^\"]*)\""),
                Map.of("csrf", question.field("csrf"), "pending", "another", "native_targets", "alipay"));

        assertTrue(told.body().startsWith("{\"location\":\"/sign-in/account?id="), told.body());
    }

    // -------------------------------------------------------------------------------------------------

    private void connect(Map<String, Object> more) {
        two.plain();
        two.admin().disconnect(Admin.ALIPAY);
        two.admin().connectAlipayNative(alipay, more);
        two.admin()
                .experience(Map.of(
                        "signIn",
                        Admin.BY_PASSWORD,
                        "signInMode",
                        "SignInAndRegister",
                        "socialSignInConnectorTargets",
                        List.of(ACME, "alipay")));
    }

    private static Answer link(Browser browser) {
        Answer page = browser.get(ACCOUNT);
        return browser.post(
                endpoint() + page.action("/account/link/" + Admin.ALIPAY_NATIVE), Map.of("csrf", page.field("csrf")));
    }

    /// Whose only way in is Alipay.
    private String ownerByAlipay() {
        two.trust(ACME, true);
        Browser desktop = new Browser();
        Journey journey = two.app().journey();
        Answer page = two.openPage(desktop, journey);
        String toAlipay = desktop.post(
                        endpoint() + page.action("/sign-in/social/" + Admin.ALIPAY_NATIVE),
                        Map.of("csrf", page.field("csrf")))
                .location();
        String id = two.subject(
                desktop,
                journey,
                desktop.get(desktop.get(toAlipay + "&person=lin").location()));
        two.admin()
                .request()
                .body(Map.of("primaryEmail", name + "@example.com", "primaryEmailVerified", true))
                .patch("/api/users/" + id)
                .then()
                .statusCode(200);
        return id;
    }

    private Answer question(Browser browser, Journey journey) {
        Answer page = two.openPage(browser, journey);
        String person = name + "-new~" + name + "@example.com!";
        return browser.get(TwoProviders.visit(browser, page, ACME, person).location());
    }

    private ValidatableResponse identities(String id) {
        return two.admin().request().get("/api/users/" + id).then().statusCode(200);
    }

    private String code() {
        return alipay.issueCode(alipay.defaultApp().appId(), "lin", "auth_user");
    }

    /// The provider's page in this browser.
    private static String web(Answer page) {
        return find(page, "href=\"(http[^\"]*publicAppAuthorize[^\"]*)\"");
    }

    private static String find(Answer page, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(page.body());
        assertTrue(matcher.find(), () -> pattern + " is not in " + page.body());
        return matcher.group(1).replace("&amp;", "&");
    }
}
