package dev.latchkey.connector.alipay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.ConfigFields;
import dev.latchkey.connector.ConnectorError;
import dev.latchkey.connector.ConnectorException;
import dev.latchkey.connector.ConnectorMetadata;
import dev.latchkey.connector.ConnectorMetadata.FormItem;
import dev.latchkey.simulator.Keys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What administrators see and enter (A1, A2, C1, C6, C7).
class ConfigTest {
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
        ConnectorMetadata metadata = factory().metadata();
        assertEquals("alipay-web", metadata.id());
        assertEquals("alipay", metadata.target());
        assertEquals(ConnectorMetadata.Platform.Web, metadata.platform());
        assertEquals("Alipay", metadata.name().get("en"));
        assertEquals("支付宝", metadata.name().get("zh-CN"));
        assertEquals(Set.of("en", "zh-CN", "tr-TR", "ko"), metadata.name().keySet());
        assertEquals(metadata.name().keySet(), metadata.description().keySet());
        assertTrue(metadata.readme().startsWith("# Alipay (Web)"));
        assertEquals(
                List.of(
                        "appId",
                        "privateKey",
                        "signType",
                        "charset",
                        "scope",
                        "alipayPublicKey",
                        "appCertificate",
                        "alipayCertificate",
                        "alipayRootCertificate",
                        "environment",
                        "gatewayUrl",
                        "authorizationUrl"),
                metadata.formItems().stream().map(FormItem::key).toList());
        assertEquals(Set.of("privateKey"), factory().confidentialKeys());
    }

    @Test
    void hasALogo() throws IOException {
        String path = "/META-INF/resources" + factory().metadata().logo();
        try (InputStream file = getClass().getResourceAsStream(path)) {
            assertTrue(new String(file.readAllBytes(), StandardCharsets.UTF_8).contains("#1677FF"));
        }
    }

    @Test
    void needsNoMoreThanAppAndKey() {
        ObjectNode config = alipay.config();
        config.retain("appId", "privateKey");
        AlipayConfig read = AlipayConfigReader.read(config);
        assertEquals(SignType.RSA2, read.signType());
        assertEquals(AlipayCharset.UTF8, read.charset());
        assertEquals(List.of("auth_user"), read.scopes());
        assertEquals("https://openapi.alipay.com/gateway.do", read.gateway().toString());
        assertEquals(
                "https://openauth.alipay.com/oauth2/publicAppAuthorize.htm",
                read.authorization().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"signType", "charset", "scope", "alipayPublicKey", "gatewayUrl", "authorizationUrl"})
    void takesAnEmptyFieldForAnAbsentOne(String field) {
        alipay.connector(alipay.config().put(field, " "));
        alipay.connector(alipay.config().putNull(field));
    }

    @ParameterizedTest
    @CsvSource({
        "appId           , ''",
        "appId           , 2021 0000",
        "appId           , 123456789012345678901234567890123",
        "privateKey      , ''",
        "privateKey      , hello",
        "signType        , RSA3",
        "signType        , rsa2",
        "environment     , test",
        "charset         , utf-8",
        "charset         , gb2312",
        "scope           , auth_user;auth_base",
        "scope           , ','",
        "alipayPublicKey , hello",
        "gatewayUrl      , http://openapi.alipay.com/gateway.do",
        "gatewayUrl      , http://localhost.example.com/gateway.do",
        "gatewayUrl      , ftp://localhost/gateway.do",
        "gatewayUrl      , //openapi.alipay.com/gateway.do",
        "gatewayUrl      , http://alipay_simulator:8080/gateway.do",
        "gatewayUrl      , http:gateway.do",
        "gatewayUrl      , http:///gateway.do",
        "gatewayUrl      , https://alipay_simulator/gateway.do",
        "gatewayUrl      , https:gateway.do",
        "gatewayUrl      , https:///gateway.do",
        "gatewayUrl      , https://user@openapi.alipay.com/gateway.do",
        "gatewayUrl      , https://openapi.alipay.com/gateway.do?a=b",
        "gatewayUrl      , https://openapi.alipay.com/gateway.do?",
        "gatewayUrl      , https://openapi.alipay.com/gateway.do#a",
        "gatewayUrl      , https://open api",
        "authorizationUrl, javascript:alert(1)",
        "authorizationUrl, http://127.0.0.2/",
    })
    void refusesAWrongValueAndNamesTheField(String field, String value) {
        ConnectorException refusal = refused(alipay.config().put(field, value));
        assertEquals(field, refusal.data().get("field"));
        assertTrue(refusal.getMessage().startsWith(field + " "), refusal.getMessage());
        assertTrue(refusal.getMessage().endsWith("."), refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"appId", "privateKey", "signType", "charset", "scope", "alipayPublicKey", "gatewayUrl"})
    void refusesWhatIsNoText(String field) {
        assertEquals(field, refused(alipay.config().put(field, 1)).data().get("field"));
        ObjectNode list = alipay.config();
        list.putArray(field).add("x");
        assertEquals(field, refused(list).data().get("field"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://openapi-sandbox.dl.alipaydev.com/gateway.do",
                "http://localhost:9000/gateway.do",
                "http://127.0.0.1/gateway.do",
                "http://[::1]:9000/gateway.do",
                "HTTPS://openapi.alipay.com/gateway.do"
            })
    void acceptsOtherAddresses(String address) {
        assertEquals(
                address,
                AlipayConfigReader.read(alipay.config().put("gatewayUrl", address))
                        .gateway()
                        .toString());
    }

    @Test
    void knowsTheSandboxByName() {
        ObjectNode config = alipay.config().put("environment", "sandbox");
        config.remove(List.of("gatewayUrl", "authorizationUrl"));
        AlipayConfig sandbox = AlipayConfigReader.read(config);
        assertEquals("openapi-sandbox.dl.alipaydev.com", sandbox.gateway().getHost());
        assertEquals(
                "openauth-sandbox.dl.alipaydev.com", sandbox.authorization().getHost());
        AlipayConfig own = AlipayConfigReader.read(config.put("gatewayUrl", "https://alipay.example/gateway.do"));
        assertEquals("alipay.example", own.gateway().getHost());
        assertEquals("openauth-sandbox.dl.alipaydev.com", own.authorization().getHost());
    }

    @Test
    void refusesTheOwnPublicKeyWhereAlipaysBelongs() {
        KeyPair own = Alipay.KEYS.merchant();
        ConnectorException refusal = refused(alipay.config().put("alipayPublicKey", Keys.line(own)));
        assertEquals(Map.of("field", "alipayPublicKey", "reason", "own_key"), refusal.data());
        assertTrue(refusal.getMessage().contains("public half of your own privateKey"));
    }

    @Test
    void readsAlipaysKeyInEveryRendering() {
        byte[] x509 = Alipay.KEYS.alipay().getPublic().getEncoded();
        byte[] pkcs1 = SubjectPublicKeyInfo.getInstance(x509).getPublicKeyData().getBytes();
        for (byte[] der : List.of(x509, pkcs1)) {
            String bare = Base64.getEncoder().encodeToString(der);
            for (String pasted : List.of(
                    bare,
                    bare.replaceAll("(.{64})", "$1\n"),
                    "-----BEGIN PUBLIC KEY-----\n" + bare + "\n-----END PUBLIC KEY-----",
                    "-----BEGIN PUBLIC KEY-----\\n" + bare + "\\n-----END PUBLIC KEY-----\\n")) {
                assertEquals(
                        Alipay.KEYS.alipay().getPublic(),
                        ((RsaPublicHalf) AlipayPublicKey.parse(pasted, SignType.Family.RSA)).key());
            }
        }
    }

    @Test
    void refusesAPrivateKeyWhereAlipaysPublicKeyBelongs() {
        ConnectorException refusal = refused(alipay.config().put("alipayPublicKey", Keys.pem(Alipay.KEYS.alipay())));
        assertTrue(refusal.getMessage().contains("is a private key"), refusal.getMessage());
    }

    @Test
    void warnsOfWhatWorksButShouldNotStay() throws GeneralSecurityException {
        assertEquals(List.of(), alipay.connector().warnings());

        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        List<String> warnings = alipay.connector(alipay.config()
                        .put("privateKey", Keys.pem(generator.generateKeyPair()))
                        .put("signType", "RSA")
                        .put("alipayPublicKey", ""))
                .warnings();
        assertEquals(3, warnings.size());
        assertTrue(warnings.get(0).contains("alipayPublicKey"));
        assertTrue(warnings.get(1).contains("1024 bits"));
        assertTrue(warnings.get(2).contains("SHA-1"));
    }

    @Test
    void doesNotShowTheKeyInAnyRefusal() {
        String key = Keys.pem(Alipay.KEYS.merchant());
        ObjectNode config = alipay.config().put("privateKey", key.substring(0, 1000));
        assertFalse(refused(config).getMessage().contains(key.substring(100, 140)));

        assertFalse(new ConfigFields(alipay.config()).toString().contains("BEGIN"));
    }

    private static AlipayWebFactory factory() {
        return new AlipayWebFactory(null, LearntCertificates.none(), Clock.systemUTC());
    }

    private static ConnectorException refused(ObjectNode config) {
        ConnectorException refusal = assertThrows(ConnectorException.class, () -> alipay.connector(config));
        assertEquals(ConnectorError.INVALID_CONFIG, refusal.error());
        return refusal;
    }
}
