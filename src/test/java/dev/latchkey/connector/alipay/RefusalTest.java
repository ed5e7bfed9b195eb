package dev.latchkey.connector.alipay;

import static dev.latchkey.connector.ConnectorError.ACCESS_TOKEN_INVALID;
import static dev.latchkey.connector.ConnectorError.AUTH_CODE_INVALID;
import static dev.latchkey.connector.ConnectorError.MISCONFIGURED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.connector.Arrival;
import dev.latchkey.connector.ConnectorError;
import dev.latchkey.connector.ConnectorException;
import dev.latchkey.connector.SocialConnector;
import dev.latchkey.simulator.Call;
import dev.latchkey.simulator.Keys;
import dev.latchkey.simulator.Rule;
import dev.latchkey.simulator.Scenario.Content;
import dev.latchkey.simulator.Scenario.Place;
import dev.latchkey.simulator.Scenario.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What Alipay refuses, and who is told to mend it (A8, B11, C4, C5).
class RefusalTest {
    private static Alipay alipay;

    @BeforeAll
    static void start() {
        alipay = new Alipay();
    }

    @AfterAll
    static void stop() {
        alipay.close();
    }

    @AfterEach
    void reset() {
        alipay.simulator.reset();
    }

    @ParameterizedTest
    @CsvSource({
        // A8, by number
        "TOKEN    , 20001, ''                              , AUTH_CODE_INVALID",
        "USER_INFO, 20001, aop.invalid-auth-token          , ACCESS_TOKEN_INVALID",
        "USER_INFO, 40002, isv.code-invalid                , AUTH_CODE_INVALID",
        "USER_INFO, 40002, isv.invalid-parameter           , GENERAL",
        // B11, the code
        "TOKEN    , 40002, isv.code-invalid                , AUTH_CODE_INVALID",
        "TOKEN    , 40004, isv.code-invalid                , AUTH_CODE_INVALID",
        "TOKEN    , 20000, isv.code-invalid                , AUTH_CODE_INVALID",
        "TOKEN    , 40002, isv.refresh-token-invalid       , AUTH_CODE_INVALID",
        "TOKEN    , 40002, isv.refresh-token-time-out      , AUTH_CODE_INVALID",
        "TOKEN    , 40002, isv.refreshed-token-invalid     , AUTH_CODE_INVALID",
        // the token
        "USER_INFO, 20001, aop.auth-token-time-out         , ACCESS_TOKEN_INVALID",
        "USER_INFO, 20001, aop.invalid-app-auth-token      , ACCESS_TOKEN_INVALID",
        "USER_INFO, 20001, aop.no-product-reg-by-partner   , ACCESS_TOKEN_INVALID",
        "USER_INFO, 40002, isv.invalid-token               , ACCESS_TOKEN_INVALID",
        // the configuration
        "TOKEN    , 40002, isv.invalid-signature           , MISCONFIGURED",
        "USER_INFO, 40002, isv.invalid-signature           , MISCONFIGURED",
        "TOKEN    , 40002, isv.invalid-signature-type      , MISCONFIGURED",
        "TOKEN    , 40002, isv.missing-signature-config    , MISCONFIGURED",
        "TOKEN    , 40001, isv.missing-signature           , MISCONFIGURED",
        "TOKEN    , 40001, isv.missing-signature-type      , MISCONFIGURED",
        "TOKEN    , 40001, isv.missing-signature-key       , MISCONFIGURED",
        "TOKEN    , 40001, isv.missing-default-signature-type, MISCONFIGURED",
        "TOKEN    , 40001, isv.missing-app-id              , MISCONFIGURED",
        "TOKEN    , 40002, isv.invalid-app-id              , MISCONFIGURED",
        "TOKEN    , ''   , isv.app-id-not-matched          , MISCONFIGURED",
        "TOKEN    , 40001, isv.missing-timestamp           , MISCONFIGURED",
        "TOKEN    , 40002, isv.invalid-timestamp           , MISCONFIGURED",
        "TOKEN    , 40006, isv.insufficient-isv-permissions, MISCONFIGURED",
        "USER_INFO, 40006, isv.insufficient-isv-permissions, MISCONFIGURED",
        "USER_INFO, 40006, isv.insufficient-user-permissions, MISCONFIGURED",
        "USER_INFO, 40006, isv.forbidden-api               , MISCONFIGURED",
        "USER_INFO, 40006, isv.something-new               , MISCONFIGURED",
        "TOKEN    , ''   , isv.app-cert-expired            , MISCONFIGURED",
        "TOKEN    , ''   , isv.access-control-limit        , MISCONFIGURED",
        "TOKEN    , 40001, isv.missing-encrypt-key         , MISCONFIGURED",
        "TOKEN    , 40002, isv.decryption-error-unknown    , MISCONFIGURED",
        "TOKEN    , 40002, isv.invalid-charset             , MISCONFIGURED",
        // Alipay itself
        "TOKEN    , 20000, isp.unknow-error                , UNAVAILABLE",
        "TOKEN    , 40002, isp.unknow-error                , UNAVAILABLE",
        "USER_INFO, 20000, aop.unknow-error                , UNAVAILABLE",
        "USER_INFO, 20000, ''                              , UNAVAILABLE",
        "TOKEN    , 40005, isv.app-call-limited            , UNAVAILABLE",
        "USER_INFO, 40005, isv.method-call-limited         , UNAVAILABLE",
        // the rest
        "TOKEN    , 40002, isv.grant-type-invalid          , GENERAL",
        "TOKEN    , 40001, isv.missing-method              , GENERAL",
        "TOKEN    , 40002, isv.suspected-attack            , GENERAL",
        "USER_INFO, 40003, isv.invalid-auth-relations      , GENERAL",
        "USER_INFO, 40004, isv.something-new               , GENERAL",
        "TOKEN    , 99999, ''                              , GENERAL",
    })
    void areToldApartWhereverAlipayPutsThem(Call call, String code, String subCode, ConnectorError expected) {
        for (Place place : Place.values()) {
            alipay.simulator.play(
                    Rule.on(call).justOnce(), Refusal.of(code, subCode).in(place));
            assertEquals(expected, refused().error(), place.name());
        }
        alipay.simulator.play(
                Rule.on(call).justOnce(), Refusal.of(code, subCode).unsigned());
        assertEquals(expected, refused().error(), "unsigned");
    }

    @ParameterizedTest
    @EnumSource(
            value = Call.class,
            names = {"TOKEN", "USER_INFO"})
    void saysWhatAlipaySaid(Call call) {
        alipay.simulator.play(
                Rule.on(call), Refusal.of("40002", "isv.invalid-parameter").saying("Invalid parameter", "参数无效"));
        Map<String, Object> data = refused().data();

        assertEquals("Invalid parameter", data.get("errorDescription"));
        assertEquals("40002", data.get("code"));
        assertEquals("isv.invalid-parameter", data.get("sub_code"));
        assertEquals("参数无效", data.get("sub_msg"));
        assertTrue(data.get("trace_id").toString().startsWith("0a1b2c3d"), "for Alipay's support");
    }

    @Test
    void reportAnEmptyAccessTokenAsAWrongCode() {
        alipay.simulator.play(Rule.on(Call.TOKEN), Content.EMPTY_ACCESS_TOKEN);
        ConnectorException refusal = refused();
        assertEquals(AUTH_CODE_INVALID, refusal.error());
        assertEquals(Map.of(), refusal.data());
    }

    @Test
    void reportAWrongCodeAsSuchAlthoughTheAnswerIsUnsigned() {
        alipay.simulator.play(
                Rule.on(Call.TOKEN), Refusal.of("40002", "isv.code-invalid").unsigned());
        assertEquals(AUTH_CODE_INVALID, refused().error());
    }

    @Test
    void showBothStringsWhenTheSignatureIsWrongButNeverTheCode() {
        Keys other = Keys.fresh();
        SocialConnector connector = alipay.connector(alipay.config().put("privateKey", Keys.pem(other.merchant())));
        Map<String, String> callback = alipay.callback("lin", "auth_user");
        ConnectorException refusal =
                assertThrows(ConnectorException.class, () -> connector.identify(Arrival.of(callback, Alipay.CALLBACK)));

        assertEquals(MISCONFIGURED, refusal.error());
        assertTrue(refusal.getMessage().contains("isv.invalid-signature"));
        String ours = refusal.data().get("stringToSign").toString();
        assertTrue(ours.startsWith("app_id=9021000000000001&charset=utf-8&code=***&format=JSON&"), ours);
        String theirs = refusal.data().get("sub_msg").toString();
        assertTrue(theirs.endsWith(ours.replace("&", "&amp;")), theirs);
        assertFalse((refusal.getMessage() + refusal.data()).contains(callback.get("auth_code")));
    }

    @Test
    void neverShowTheAccessToken() {
        alipay.simulator.play(Rule.on(Call.USER_INFO), Refusal.of("40002", "isv.invalid-signature"));
        ConnectorException refusal = refused();
        String token = alipay.simulator.calls().get(1).parameters().get("auth_token");

        assertTrue(refusal.data().get("stringToSign").toString().contains("auth_token=***"));
        assertFalse((refusal.getMessage() + refusal.data()).contains(token));
    }

    @Test
    void areOneShortLineInLogs() {
        alipay.simulator.play(Rule.on(Call.TOKEN), Refusal.of("40002", "x").saying("a\nb", "c".repeat(10_000)));
        Map<String, Object> data = refused().data();
        assertEquals("a b", data.get("errorDescription"));
        assertEquals(2000, data.get("sub_msg").toString().length());
    }

    @Test
    void nameAnUnknownApp() {
        SocialConnector connector = alipay.connector(alipay.config().put("appId", "2021999999999999"));
        ConnectorException refusal = assertThrows(
                ConnectorException.class,
                () -> connector.identify(Arrival.of(Map.of("auth_code", "x"), Alipay.CALLBACK)));
        assertEquals(MISCONFIGURED, refusal.error());
        assertEquals("isv.invalid-app-id", refusal.data().get("sub_code"));
    }

    @Test
    void nameAWrongClock() {
        Instant twoDaysAgo = Instant.now().minus(Duration.ofDays(2));
        ConnectorException refusal =
                alipay.refused(alipay.connector(alipay.config(), Clock.fixed(twoDaysAgo, ZoneOffset.UTC)));
        assertEquals(MISCONFIGURED, refusal.error());
        assertEquals("isv.invalid-timestamp", refusal.data().get("sub_code"));
    }

    @Test
    void comeFromAProfileThatWasNotAllowed() {
        Map<String, String> callback = alipay.callback("lin", "auth_base");
        ConnectorException refusal = assertThrows(
                ConnectorException.class, () -> alipay.connector().identify(Arrival.of(callback, Alipay.CALLBACK)));
        assertEquals(ACCESS_TOKEN_INVALID, refusal.error());
    }

    private static ConnectorException refused() {
        return alipay.refused(alipay.connector());
    }
}
