package dev.latchkey.connector.alipay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.alipay.api.internal.util.AlipaySignature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.Arrival;
import dev.latchkey.connector.ConnectorError;
import dev.latchkey.connector.ConnectorException;
import dev.latchkey.connector.ConnectorMetadata;
import dev.latchkey.connector.ConnectorMetadata.FormItem;
import dev.latchkey.connector.ConnectorMetadata.Platform;
import dev.latchkey.connector.SocialConnector;
import dev.latchkey.connector.Visitor;
import dev.latchkey.simulator.Keys;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Alipay (Native): what differs from Alipay (Web) (A1, A3, B8).
class NativeTest {
    private static final String PHONE = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/142.0.0.0 Mobile Safari/537.36";
    private static final String DESKTOP = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";

    private static Alipay alipay;

    @BeforeAll
    static void start() {
        alipay = new Alipay();
    }

    @AfterAll
    static void stop() {
        alipay.close();
    }

    @Test
    void isDescribed() {
        ConnectorMetadata metadata = alipay.nativeFactory().metadata();
        assertEquals("alipay-native", metadata.id());
        assertEquals("alipay", metadata.target());
        assertEquals(Platform.Native, metadata.platform());
        assertEquals("支付宝", metadata.name().get("zh-CN"));
        assertTrue(metadata.readme().startsWith("# Alipay (Native)"));
        List<String> keys = metadata.formItems().stream().map(FormItem::key).toList();
        assertEquals(List.of("appId", "privateKey", "signType"), keys.subList(0, 3));
        assertFalse(keys.contains("charset"));
        assertEquals(List.of("webFallback", "pid"), keys.subList(keys.size() - 2, keys.size()));
    }

    @Test
    void hidesThePrivateKeyAsTheWebConnectorDoes() {
        assertEquals(alipay.factory().confidentialKeys(), alipay.nativeFactory().confidentialKeys());
    }

    @Test
    void tellsTheAppWhatToGiveAlipaysSdk() {
        assertEquals(
                "alipay://?app_id=9021000000000001&state=some-state_1",
                connector(alipay.config())
                        .authorizationUri(visitor(PHONE))
                        .address()
                        .toString());
    }

    @Test
    void sendsABrowserToThePageOfTheSameApp() {
        SocialConnector connector = connector(alipay.config());
        assertEquals(
                alipay.connector().authorizationUri(visitor(DESKTOP)).address(),
                connector.inBrowser(visitor(DESKTOP)).address());
        assertEquals(Optional.of(alipay.simulator.authorizationPage()), connector.destination());
    }

    @Test
    void opensThePageInTheAlipayAppOfAPhoneOnly() {
        SocialConnector connector = connector(alipay.config());
        URI page = URI.create("https://openauth.alipay.com/oauth2/publicAppAuthorize.htm?app_id=1&state=s");
        assertEquals(
                "alipays://platformapi/startapp?appId=20000067&url="
                        + "https%3A%2F%2Fopenauth.alipay.com%2Foauth2%2FpublicAppAuthorize.htm%3Fapp_id%3D1%26state%3Ds",
                connector.appLink(PHONE).orElseThrow().apply(page).toString());
        assertTrue(connector.appLink(DESKTOP).isEmpty());
        assertTrue(alipay.connector().appLink(PHONE).isEmpty(), "the web connector goes to the page");
    }

    @Test
    void isForBrowsersUnlessTheOperatorSaysNo() {
        assertTrue(connector(alipay.config()).isOfferedTo(DESKTOP, Platform.Native));
        assertTrue(connector(alipay.config().put("webFallback", "true")).isOfferedTo(DESKTOP, Platform.Native));
        assertFalse(connector(alipay.config().put("webFallback", false)).isOfferedTo(PHONE, Platform.Native));
        assertFalse(connector(alipay.config().put("webFallback", "false")).isOfferedTo(PHONE, Platform.Native));
    }

    @Test
    void refusesASwitchThatIsNeitherOnNorOff() {
        ConnectorException refusal = assertThrows(
                ConnectorException.class, () -> connector(alipay.config().put("webFallback", "maybe")));
        assertEquals(ConnectorError.INVALID_CONFIG, refusal.error());
        assertEquals("webFallback must be true or false.", refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"appId", "privateKey"})
    void needsWhatTheWebConnectorNeeds(String field) {
        ObjectNode config = alipay.config();
        config.remove(field);
        ConnectorException refusal = assertThrows(ConnectorException.class, () -> connector(config));
        assertEquals(field + " is missing.", refusal.getMessage());
    }

    @Test
    void learnsWhoThePersonIsAsTheWebConnectorDoes() {
        assertEquals(
                alipay.signIn("wei").id(),
                alipay.signIn(connector(alipay.config()), "wei").id());
    }

    // --- Codes that apps bring, and Alipay's full SDK ------------------------------------------------

    @Test
    void takesACodeThatAnAppBrings() {
        SocialConnector connector = connector(alipay.config());
        String code = alipay.simulator.issueCode(Alipay.APP, "wei", "auth_user");
        Arrival arrival = Arrival.of(connector.broughtCode(code).orElseThrow(), Alipay.CALLBACK);
        assertEquals(alipay.signIn("wei").id(), connector.identify(arrival).id());
    }

    @Test
    void signsWhatTheFullSdkIsGiven() throws Exception {
        String request = connector(alipay.config().put("pid", "2088000000000000"))
                .sdkRequest("request1")
                .orElseThrow();
        String signed = "apiname=com.alipay.account.auth&app_id=9021000000000001&app_name=mc&auth_type=AUTHACCOUNT"
                + "&biz_type=openservice&method=alipay.open.auth.sdk.code.get&pid=2088000000000000"
                + "&product_id=APP_FAST_LOGIN&scope=kuaijie&sign_type=RSA2&target_id=request1";
        assertTrue(request.startsWith(signed + "&sign="), request);
        String sign = URLDecoder.decode(request.substring(signed.length() + 6), StandardCharsets.UTF_8);
        assertTrue(AlipaySignature.rsaCheck(signed, sign, Keys.line(Alipay.KEYS.merchant()), "UTF-8", "RSA2"));
    }

    @Test
    void needsTheMerchantIdForTheFullSdk() {
        assertTrue(connector(alipay.config()).sdkRequest("request1").isEmpty());
        ConnectorException refusal = assertThrows(
                ConnectorException.class, () -> connector(alipay.config().put("pid", "208800000000000")));
        assertEquals("pid must be the merchant id of 16 digits that begins with 2088.", refusal.getMessage());
    }

    private static SocialConnector connector(ObjectNode config) {
        return alipay.nativeFactory().configure(config);
    }

    private static Visitor visitor(String userAgent) {
        return new Visitor("some-state_1", Alipay.CALLBACK, userAgent);
    }
}
