package dev.latchkey.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.simulator.SimulatedApp.IdMode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The simulator as a browser and as a careless client see it.
class AlipaySimulatorTest {
    private static final String CALLBACK = "https://id.example.com/callback/abc";

    private static AlipaySimulator simulator;
    private static HttpClient browser;

    @BeforeAll
    static void start() {
        simulator = AlipaySimulator.start(0);
        browser = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        browser.close();
        simulator.close();
    }

    @Test
    void letsTheVisitorChooseWhoToBe() throws Exception {
        HttpResponse<String> page = visit(page("auth_user", "s1", CALLBACK));
        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("林小雨🌧"));
        assertTrue(page.body().contains("魏𠮷堃"));
        assertTrue(page.body().contains("艾莎 &quot;Aisha&quot; &lt;阿丽&gt;"));
        assertTrue(page.body().contains("&amp;state=s1&amp;person=lin\""));
        assertEquals(Person.ALL.size(), page.body().split("<a href=", -1).length - 1);
    }

    @Test
    void sendsTheChosenPersonBackWithACode() throws Exception {
        HttpResponse<String> answer = visit(page("auth_user", "s1", CALLBACK) + "&person=wei");
        assertEquals(302, answer.statusCode());
        String location = answer.headers().firstValue("Location").orElseThrow();
        assertTrue(
                location.matches("https://id\\.example\\.com/callback/abc\\?app_id=9021000000000001"
                        + "&source=alipay_wallet&scope=auth_user&state=s1&auth_code=[0-9a-f]{32}"),
                location);
    }

    @ParameterizedTest
    @CsvSource({
        "app_id=9021000000000001, app_id=1",
        "scope=auth_user        , scope=everything",
        "scope=auth_user        , scope=auth_user%20auth_base",
        "scope=auth_user        , scope=",
        "state=s1               , state=a%20b",
        "state=s1               , state=%3Cscript%3E",
        "redirect_uri=https     , redirect_uri=javascript",
        "state=s1               , state=s1&state=s2",
        "state=s1               , person=%3Cscript%3E",
    })
    void showsAMistakeOnItsOwnPage(String good, String bad) throws Exception {
        String address = page("auth_user", "s1", CALLBACK);
        assertTrue(address.contains(good));
        HttpResponse<String> answer = visit(address.replace(good, bad));
        assertEquals(400, answer.statusCode());
        assertFalse(answer.body().contains("<script>"));
    }

    @Test
    void sendsPeopleOnlyToTheAppsOwnCallback() throws Exception {
        SimulatedApp app = simulator.defaultApp().app();
        simulator.register(SimulatedApp.of("2021000000000005", app.publicKey())
                .with(IdMode.BOTH)
                .onlyFor(CALLBACK));
        String address = page("auth_user", "s1", CALLBACK).replace("9021000000000001", "2021000000000005");
        assertEquals(200, visit(address).statusCode());
        assertEquals(
                400, visit(address.replace("callback%2Fabc", "callback%2Fabcd")).statusCode());
    }

    @ParameterizedTest
    @CsvSource({
        "''                                                          , isv.invalid-charset",
        "charset=utf-16                                              , isv.invalid-charset",
        "charset=utf-8                                               , isv.missing-method",
        "charset=utf-8&method=alipay.trade.pay                       , isv.invalid-method",
        "charset=utf-8&method=M                                      , isv.missing-app-id",
        "charset=utf-8&method=M&app_id=1                             , isv.invalid-app-id",
        "charset=utf-8&method=M&app_id=A                             , isv.missing-signature-type",
        "charset=utf-8&method=M&app_id=A&sign_type=MD5               , isv.invalid-signature-type",
        "charset=utf-8&method=M&app_id=A&sign_type=RSA2              , isv.missing-signature",
        "charset=utf-8&method=M&app_id=A&sign_type=RSA2&sign=x       , isv.missing-version",
        "charset=utf-8&method=M&app_id=A&sign_type=RSA2&sign=x&version=1.0, isv.missing-timestamp",
        "charset=utf-8&method=M&app_id=A&sign_type=RSA2&sign=x&version=1.0&timestamp=now, isv.invalid-timestamp",
        "charset=utf-8&method=M&app_id=A&sign_type=RSA2&sign=x&version=1.0&timestamp=T , isv.invalid-timestamp",
        "charset=gbk&method=M&app_id=A&sign_type=RSA2&sign=x&version=1.0&timestamp=N  , isv.invalid-signature",
    })
    void admitsNoCallThatTheGatewayWouldRefuse(String query, String subCode) throws Exception {
        String complete = query.replace("method=M", "method=alipay.system.oauth.token")
                .replace("app_id=A", "app_id=9021000000000001")
                .replace("timestamp=T", "timestamp=2022-02-22+22:22:22")
                .replace("timestamp=N", "timestamp=" + chinaTime().replace(' ', '+'));
        HttpResponse<String> answer = visit(simulator.gateway() + "?" + complete);
        assertEquals(200, answer.statusCode());
        assertTrue(answer.body().startsWith("{\"error_response\":{"), answer.body());
        assertTrue(answer.body().contains("\"sub_code\":\"" + subCode + "\""), answer.body());
    }

    @Test
    void cannotReadABodyWhoseCharsetIsNotInTheQuery() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(simulator.gateway())
                .POST(HttpRequest.BodyPublishers.ofString("charset=utf-8&method=alipay.system.oauth.token"))
                .build();
        String body = browser.send(request, BodyHandlers.ofString()).body();
        assertTrue(body.contains("isv.invalid-charset"));
    }

    @Test
    void refusesAParameterThatIsThereTwice() throws Exception {
        assertEquals(
                400,
                visit(simulator.gateway() + "?charset=utf-8&method=a&method=b").statusCode());
    }

    @Test
    void keepsItsKeysWhereTheDatabaseIsKept(@TempDir Path directory) {
        Keys first = Keys.in(directory.resolve("simulator"));
        Keys again = Keys.in(directory.resolve("simulator"));
        assertEquals(first.alipay().getPublic(), again.alipay().getPublic());
        assertEquals(Keys.pem(first.merchant()), Keys.pem(again.merchant()));
        assertEquals(Keys.line(first.alipay()), Keys.line(again.alipay()));
        assertNotEquals(Keys.line(first.alipay()), Keys.line(first.merchant()));
    }

    @Test
    void knowsEachPersonUnderAnIdPerApp() {
        Person lin = Person.ALL.getFirst();
        assertEquals(lin.openId("1"), lin.openId("1"));
        assertNotEquals(lin.openId("1"), lin.openId("2"));
        assertNotEquals(lin.openId("1"), Person.ALL.get(1).openId("1"));
    }

    private static String page(String scope, String state, String callback) {
        return simulator.authorizationPage() + "?app_id=9021000000000001&scope=" + scope + "&redirect_uri="
                + URLEncoder.encode(callback, StandardCharsets.UTF_8) + "&state=" + state;
    }

    private static String chinaTime() {
        return LocalDateTime.now(ZoneOffset.ofHours(8)).format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss"));
    }

    private static HttpResponse<String> visit(String address) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
    }
}
