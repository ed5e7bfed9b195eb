package dev.latchkey.connector.alipay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.connector.Arrival;
import dev.latchkey.connector.ConnectorError;
import dev.latchkey.connector.ConnectorException;
import dev.latchkey.connector.ExternalIdentity;
import dev.latchkey.connector.SocialConnector;
import dev.latchkey.connector.Visitor;
import dev.latchkey.simulator.Call;
import dev.latchkey.simulator.Person;
import dev.latchkey.simulator.RecordedCall;
import dev.latchkey.simulator.Rule;
import dev.latchkey.simulator.Scenario.Content;
import dev.latchkey.simulator.SimulatedApp.IdMode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A person signs in with Alipay, and everything is as it should be.
class SignInTest {
    private Alipay alipay;

    @BeforeEach
    void start() {
        alipay = new Alipay();
    }

    @AfterEach
    void stop() {
        alipay.close();
    }

    @Test
    void sendsTheBrowserToAlipay() {
        URI uri = alipay.connector()
                .authorizationUri(new Visitor("some-state_1", Alipay.CALLBACK, ""))
                .address();
        assertEquals(
                alipay.simulator.authorizationPage()
                        + "?app_id=9021000000000001"
                        + "&redirect_uri=https%3A%2F%2Fid.example.com%2Fcallback%2Fabc123def456"
                        + "&scope=auth_user&state=some-state_1",
                uri.toString());
    }

    @Test
    void goesToProductionWhenNoAddressIsConfigured() {
        SocialConnector connector = alipay.connector(alipay.config().put("authorizationUrl", ""));
        assertTrue(connector
                .authorizationUri(new Visitor("s", Alipay.CALLBACK, ""))
                .address()
                .toString()
                .startsWith("https://openauth.alipay.com/oauth2/publicAppAuthorize.htm?app_id="));
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth_user,auth_zhima", "auth_user auth_zhima", " auth_user , auth_zhima "})
    void separatesScopesByCommasHoweverTheyWereEntered(String scope) {
        SocialConnector connector = alipay.connector(alipay.config().put("scope", scope));
        assertTrue(connector
                .authorizationUri(new Visitor("s", Alipay.CALLBACK, ""))
                .address()
                .toString()
                .contains("&scope=auth_user%2Cauth_zhima&"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a%20b", "a&b", "ä"})
    void givesAlipayNoStateThatItWouldRefuse(String state) {
        assertThrows(
                IllegalArgumentException.class,
                () -> alipay.connector().authorizationUri(new Visitor(state, Alipay.CALLBACK, "")));
        assertThrows(
                IllegalArgumentException.class,
                () -> alipay.connector().authorizationUri(new Visitor("a".repeat(101), Alipay.CALLBACK, "")));
    }

    @Test
    void learnsWhoThePersonIs() {
        alipay.app(IdMode.USER_ID);
        ExternalIdentity lin = alipay.signIn("lin");

        assertEquals("2088000000000001", lin.id());
        assertEquals(Optional.of("2088000000000001"), lin.userId());
        assertEquals(Optional.of(Alipay.APP), lin.appId());
        assertEquals(Optional.empty(), lin.openId());
        assertEquals(Optional.of("林小雨🌧"), lin.name());
        assertEquals(Optional.of("https://avatars.example.com/lin.png"), lin.avatar());
    }

    @Test
    void keepsTheWholeAnswerAsDetails() {
        alipay.app(IdMode.USER_ID);
        var details = alipay.signIn("lin").details();

        assertEquals("2088000000000001", details.path("id").textValue());
        assertEquals("林小雨🌧", details.path("name").textValue());
        var answer = details.path("rawData").path("alipay_user_info_share_response");
        assertEquals("10000", answer.path("code").textValue());
        assertEquals("林小雨🌧", answer.path("nick_name").textValue());
        assertFalse(details.path("rawData").path("sign").textValue().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "RSA2"})
    void worksWithBothSignatureAlgorithms(String signType) {
        SocialConnector connector = alipay.connector(alipay.config().put("signType", signType));
        assertEquals(Optional.of("魏𠮷堃"), alipay.signIn(connector, "wei").name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gbk", "utf8"})
    void readsEveryNameInBothCharsets(String charset) {
        SocialConnector connector = alipay.connector(alipay.config().put("charset", charset));
        for (Person person : Person.ALL) {
            assertEquals(
                    person.nickname(), alipay.signIn(connector, person.id()).name());
        }
    }

    @Test
    void needsNoProfile() {
        ExternalIdentity nobody = alipay.signIn("noname");
        assertEquals(Optional.empty(), nobody.name());
        assertEquals(Optional.empty(), nobody.avatar());
        assertFalse(nobody.details().has("name"));

        alipay.simulator.play(Rule.on(Call.USER_INFO), Content.EMPTY_PROFILE);
        assertEquals(Optional.empty(), alipay.signIn("lin").name());
    }

    @Test
    void leavesOutOfANameWhatNoDatabaseTakes() {
        alipay.simulator.play(Rule.on(Call.USER_INFO), Content.UNSTORABLE_NAME);
        ExternalIdentity lin = alipay.signIn("lin");
        assertEquals(Optional.of("ab"), lin.name());
        assertEquals(
                "ab",
                lin.details()
                        .at("/rawData/alipay_user_info_share_response/nick_name")
                        .textValue());
    }

    @Test
    void takesTheIdOfTheTokenAnswerWhenOnlyTheIdIsAskedFor() {
        SocialConnector connector = alipay.connector(alipay.config().put("scope", "auth_base"));
        ExternalIdentity lin = connector.identify(Arrival.of(alipay.callback("lin", "auth_base"), Alipay.CALLBACK));

        assertEquals(openId("lin"), lin.id());
        assertEquals(Optional.empty(), lin.name());
        assertEquals(List.of("alipay.system.oauth.token"), methods());
        assertFalse(lin.details().toString().contains("token\":"), "no token is kept");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NUMBERS_AS_TEXT", "NO_REFRESH_TOKEN"})
    void toleratesTokenAnswersThatDifferFromTheDocumentation(String content) {
        alipay.simulator.play(Rule.on(Call.TOKEN), Content.valueOf(content));
        assertEquals(openId("lin"), alipay.signIn("lin").id());
    }

    @Test
    void keepsCodesAndTokensOutOfAddresses() {
        Map<String, String> callback = alipay.callback("lin", "auth_user");
        alipay.connector().identify(Arrival.of(callback, Alipay.CALLBACK));

        RecordedCall token = alipay.simulator.calls().get(0);
        assertFalse(token.rawQuery().contains(callback.get("auth_code")));
        assertEquals("grant_type=authorization_code&code=" + callback.get("auth_code"), token.rawBody());
        RecordedCall userInfo = alipay.simulator.calls().get(1);
        assertTrue(userInfo.rawBody().startsWith("auth_token="));
        assertFalse(userInfo.rawQuery().contains(userInfo.parameters().get("auth_token")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gbk", "utf8"})
    void namesTheCharsetInTheQueryAsAlipayDocumentsIt(String charset) {
        alipay.signIn(alipay.connector(alipay.config().put("charset", charset)), "lin");
        String expected = charset.equals("gbk") ? "&charset=gbk&" : "&charset=utf-8&";
        assertTrue(alipay.simulator.calls().get(0).rawQuery().contains(expected));
    }

    @Test
    void refusesTheCallbackOfAnotherApp() {
        Map<String, String> callback = Map.of("auth_code", "x", "app_id", "2021000000000000");
        ConnectorException refusal = refused(callback);
        assertEquals(ConnectorError.INVALID_RESPONSE, refusal.error());
        assertEquals(List.of(), alipay.simulator.calls(), "the code is not tried");
    }

    @Test
    void acceptsACallbackThatDoesNotNameTheApp() {
        Map<String, String> callback = Map.of("auth_code", alipay.simulator.issueCode(Alipay.APP, "lin", "auth_user"));
        assertEquals(
                openId("lin"),
                alipay.connector()
                        .identify(Arrival.of(callback, Alipay.CALLBACK))
                        .id());
    }

    @Test
    void refusesACallbackWithoutCode() {
        assertEquals(ConnectorError.INVALID_RESPONSE, refused(Map.of()).error());
        assertEquals(
                ConnectorError.INVALID_RESPONSE,
                refused(Map.of("auth_code", " ")).error());
    }

    @Test
    void spendsACodeOnce() {
        Map<String, String> callback = alipay.callback("lin", "auth_user");
        alipay.connector().identify(Arrival.of(callback, Alipay.CALLBACK));
        assertEquals(ConnectorError.AUTH_CODE_INVALID, refused(callback).error());
    }

    private ConnectorException refused(Map<String, String> callback) {
        return assertThrows(
                ConnectorException.class, () -> alipay.connector().identify(Arrival.of(callback, Alipay.CALLBACK)));
    }

    private List<String> methods() {
        return alipay.simulator.calls().stream().map(RecordedCall::method).toList();
    }

    private static String openId(String person) {
        return Person.ALL.stream()
                .filter(one -> one.id().equals(person))
                .findFirst()
                .orElseThrow()
                .openId(Alipay.APP);
    }
}
