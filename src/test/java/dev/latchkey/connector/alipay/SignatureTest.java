package dev.latchkey.connector.alipay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.alipay.api.AlipayApiException;
import com.alipay.api.AlipayConstants;
import com.alipay.api.DefaultAlipayClient;
import com.alipay.api.internal.util.AlipayLogger;
import com.alipay.api.internal.util.AlipaySignature;
import com.alipay.api.request.AlipaySystemOauthTokenRequest;
import com.alipay.api.request.AlipayUserInfoShareRequest;
import com.alipay.api.response.AlipaySystemOauthTokenResponse;
import com.alipay.api.response.AlipayUserInfoShareResponse;
import dev.latchkey.simulator.Keys;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What we sign, judged by Alipay's own SDK, and by it also the simulator that judges us elsewhere.
class SignatureTest {
    /// The string to sign that A5 gives.
    private static final String REFERENCE = "app_id=2021000000000000&charset=utf8"
            + "&code=7ffeb112fbb6495c9e7dfb720380DD39&format=JSON&grant_type=authorization_code"
            + "&method=alipay.system.oauth.token&sign_type=RSA2&timestamp=2022-02-22 22:22:22&version=1.0";

    private static final MerchantKey KEY = MerchantKey.parse(Keys.pem(Alipay.KEYS.merchant()), SignType.Family.RSA);
    private static final String PUBLIC_KEY = Keys.line(Alipay.KEYS.merchant());
    private static final String PRIVATE_KEY = Base64.getEncoder()
            .encodeToString(Alipay.KEYS.merchant().getPrivate().getEncoded());

    private static Alipay alipay;

    @BeforeAll
    static void start() {
        AlipayLogger.setNeedEnableLogger(false);
        alipay = new Alipay();
    }

    @AfterAll
    static void stop() {
        alipay.close();
    }

    @Test
    void coversTheReferenceString() {
        assertEquals(REFERENCE, RequestSigner.stringToSign(parameters()));
        assertEquals(REFERENCE, AlipaySignature.getSignContent(parameters()));
    }

    @Test
    void leavesOutParametersWithoutValue() {
        Map<String, String> parameters = parameters();
        parameters.put("auth_token", "");
        assertEquals(REFERENCE, RequestSigner.stringToSign(parameters));
    }

    @ParameterizedTest
    @CsvSource({"RSA, UTF8", "RSA, GBK", "RSA2, UTF8", "RSA2, GBK"})
    void isAcceptedByAlipaysSdkAndTheSameAsItsOwn(SignType signType, AlipayCharset charset) throws AlipayApiException {
        Map<String, String> parameters = parameters();
        parameters.put("nick_name", "林小雨 龘镕堃 a+b&c=d");
        String text = RequestSigner.stringToSign(parameters);
        String sign = new RequestSigner(KEY, signType, charset).sign(text);

        assertTrue(AlipaySignature.rsaCheck(text, sign, PUBLIC_KEY, charset.wireName(), signType.name()));
        assertEquals(AlipaySignature.rsaSign(text, PRIVATE_KEY, charset.wireName(), signType.name()), sign);
        assertEquals(AlipaySignature.getSignContent(parameters), text);
    }

    @Test
    void coversGbkBytesForGbk() {
        String text = "name=龘";
        assertFalse(new RequestSigner(KEY, SignType.RSA2, AlipayCharset.GBK)
                .sign(text)
                .equals(new RequestSigner(KEY, SignType.RSA2, AlipayCharset.UTF8).sign(text)));
    }

    @Test
    void coversWhatIsReallySentInGbk() {
        GatewayRequest request = request("gbk", Map.of("code", "龘 a+b&c"), Instant.now());
        assertEquals("code=%FD%93+a%2Bb%26c", request.form());
    }

    /// An answer in GBK is verified over its bytes: decoding and encoding must not change any.
    @Test
    void losesNothingWhenGbkIsDecodedAndEncodedAgain() {
        Charset gbk = AlipayCharset.GBK.charset();
        for (int lead = 0x81; lead <= 0xFE; lead++) {
            for (int trail = 0x40; trail <= 0xFE; trail++) {
                byte[] bytes = {(byte) lead, (byte) trail};
                String text = new String(bytes, gbk);
                if (!text.contains("\uFFFD")) {
                    assertArrayEquals(bytes, text.getBytes(gbk));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "America/New_York", "Asia/Shanghai", "Pacific/Kiritimati"})
    void carriesChinaTimeWhereverTheServerIs(String zone) {
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone(zone));
            GatewayRequest request = request("utf8", Map.of("code", "x"), Instant.parse("2022-02-22T14:22:22.999Z"));
            assertEquals("2022-02-22 22:22:22", request.open().get("timestamp"));
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @ParameterizedTest
    @CsvSource({"2021-12-31T15:59:59Z, 2021-12-31 23:59:59", "2021-12-31T16:00:00Z, 2022-01-01 00:00:00"})
    void carriesTheChineseDay(Instant now, String timestamp) {
        assertEquals(timestamp, request("utf8", Map.of("code", "x"), now).open().get("timestamp"));
    }

    @Test
    void isNotShownWithTheCodeInLogs() {
        GatewayRequest request =
                request("utf8", Map.of("grant_type", "authorization_code", "code", "abc123"), Instant.now());
        assertFalse(request.toString().contains("abc123"));
        assertTrue(request.toString().contains("code=***"));
        assertTrue(request.toString().contains("grant_type=authorization_code"));
    }

    /// The whole SDK signs in at the simulator and verifies its answers: the simulator is no friend of
    /// our own mistakes. A name that GBK has, because the SDK misreads JSON escapes.
    @ParameterizedTest
    @CsvSource({"RSA, UTF-8", "RSA2, UTF-8", "RSA, GBK", "RSA2, GBK"})
    void isUnderstoodByTheSimulatorWhenAlipaysSdkMakesIt(String signType, String charset) throws AlipayApiException {
        var client = new DefaultAlipayClient(
                alipay.simulator.gateway().toString(),
                Alipay.APP,
                PRIVATE_KEY,
                AlipayConstants.FORMAT_JSON,
                charset,
                alipay.simulator.alipayPublicKey(),
                signType);
        var tokenRequest = new AlipaySystemOauthTokenRequest();
        tokenRequest.setGrantType("authorization_code");
        tokenRequest.setCode(alipay.simulator.issueCode(Alipay.APP, "aisha", "auth_user"));
        AlipaySystemOauthTokenResponse token = client.execute(tokenRequest);
        AlipayUserInfoShareResponse aisha = client.execute(new AlipayUserInfoShareRequest(), token.getAccessToken());

        assertTrue(aisha.isSuccess());
        assertEquals("艾莎 \"Aisha\" <阿丽>", aisha.getNickName());
        assertEquals(alipay.signIn("aisha").openId(), Optional.of(aisha.getOpenId()));
    }

    private static GatewayRequest request(String charset, Map<String, String> secret, Instant now) {
        AlipayConfig config = AlipayConfigReader.read(alipay.config().put("charset", charset));
        return GatewayRequest.signed(config, GatewayMethod.TOKEN, secret, now);
    }

    private static Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("version", "1.0");
        parameters.put("app_id", "2021000000000000");
        parameters.put("method", "alipay.system.oauth.token");
        parameters.put("format", "JSON");
        parameters.put("charset", "utf8");
        parameters.put("sign_type", "RSA2");
        parameters.put("timestamp", "2022-02-22 22:22:22");
        parameters.put("grant_type", "authorization_code");
        parameters.put("code", "7ffeb112fbb6495c9e7dfb720380DD39");
        return new HashMap<>(parameters);
    }
}
