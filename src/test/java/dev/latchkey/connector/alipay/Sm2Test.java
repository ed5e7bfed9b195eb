package dev.latchkey.connector.alipay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.alipay.api.AlipayApiException;
import com.alipay.api.internal.util.AlipayLogger;
import com.alipay.api.internal.util.AlipaySignature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.ConnectorError;
import dev.latchkey.connector.ConnectorException;
import dev.latchkey.connector.SocialConnector;
import dev.latchkey.simulator.CertificateAuthority.Issued;
import dev.latchkey.simulator.Keys;
import dev.latchkey.simulator.Rule;
import dev.latchkey.simulator.Scenario.Tampering;
import dev.latchkey.simulator.SimulatedApp;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// `sign_type` `SM2` (B10), judged by Alipay's own SDK.
class Sm2Test {
    private static final String APP = "2021000000000088";
    private static final KeyPair PAIR = Keys.sm2();
    private static final String TEXT = "app_id=2021&nick_name=林小雨 龘&sign_type=SM2";
    private static Alipay alipay;

    @BeforeAll
    static void start() {
        AlipayLogger.setNeedEnableLogger(false);
        alipay = new Alipay();
        alipay.simulator.register(SimulatedApp.of(APP, PAIR.getPublic()));
    }

    @AfterAll
    static void stop() {
        alipay.close();
    }

    @AfterEach
    void reset() {
        alipay.simulator.reset();
    }

    @Test
    void isAcceptedByAlipaysSdkAndAcceptsItsSignatures() throws AlipayApiException {
        MerchantKey key = MerchantKey.parse(Keys.pem(PAIR), SignType.Family.SM2);
        String privateKey = Base64.getEncoder().encodeToString(PAIR.getPrivate().getEncoded());
        for (AlipayCharset charset : AlipayCharset.values()) {
            String ours = new RequestSigner(key, SignType.SM2, charset).sign(TEXT);
            assertTrue(AlipaySignature.verify(TEXT, ours, Keys.line(PAIR), charset.wireName(), "SM2"));
            String theirs = AlipaySignature.sign(TEXT, privateKey, charset.wireName(), "SM2");
            assertTrue(verifies(key, TEXT.getBytes(charset.charset()), theirs));
            assertFalse(verifies(key, (TEXT + "!").getBytes(charset.charset()), theirs));
        }
    }

    @Test
    void showsTheSamePublicHalfAsTheKeyHas() {
        assertEquals(
                Keys.line(PAIR),
                MerchantKey.parse(Keys.pem(PAIR), SignType.Family.SM2)
                        .publicHalf()
                        .line());
    }

    @Test
    void signsInWithKeys() {
        assertEquals(Optional.of("林小雨🌧"), signIn(alipay.connector(config())));
        assertEquals("SM2", alipay.simulator.calls().getFirst().parameters().get("sign_type"));
    }

    @Test
    void signsInWithCertificates() {
        String app = "2021000000000089";
        Issued certificate = alipay.simulator.console().certify(PAIR.getPublic(), Duration.ofDays(365));
        alipay.simulator.register(SimulatedApp.of(app, PAIR.getPublic()).withCertificate(certificate));
        ObjectNode config = config().put("appId", app)
                .put("appCertificate", certificate.pem())
                .put("alipayCertificate", alipay.simulator.console().alipayCertificate(true))
                .put("alipayRootCertificate", alipay.simulator.console().rootCertificates());
        config.remove("alipayPublicKey");
        SocialConnector connector = alipay.connector(config);
        assertEquals(Optional.of("林小雨🌧"), alipay.signIn(connector, app, "lin").name());
        alipay.simulator.console().replaceCertificate(true);
        assertEquals(Optional.of("林小雨🌧"), alipay.signIn(connector, app, "lin").name());
    }

    @Test
    void believesOnlyWhatAlipaySigned() {
        for (Tampering tampering : List.of(Tampering.UNSIGNED, Tampering.FLIPPED_BODY, Tampering.FLIPPED_SIGNATURE)) {
            alipay.simulator.play(Rule.always().justOnce(), tampering);
            SocialConnector connector = alipay.connector(config());
            ConnectorException refused = assertThrows(ConnectorException.class, () -> signIn(connector));
            assertEquals(ConnectorError.INVALID_RESPONSE, refused.error());
        }
    }

    @Test
    void isReadInEveryRendering() throws IOException {
        byte[] pkcs8 = PAIR.getPrivate().getEncoded();
        byte[] sec1 = PrivateKeyInfo.getInstance(pkcs8)
                .parsePrivateKey()
                .toASN1Primitive()
                .getEncoded();
        for (String pasted : List.of(
                Keys.pem(PAIR),
                Keys.pem(PAIR).replace("\n", "\\n"),
                Base64.getEncoder().encodeToString(pkcs8),
                Base64.getEncoder().encodeToString(sec1),
                "-----BEGIN SM2 PARAMETERS-----\nBggqgRzPVQGCLQ==\n-----END SM2 PARAMETERS-----\n"
                        + "-----BEGIN EC PRIVATE KEY-----\n"
                        + Base64.getEncoder().encodeToString(sec1)
                        + "\n-----END EC PRIVATE KEY-----")) {
            assertEquals(
                    Keys.line(PAIR),
                    MerchantKey.parse(pasted, SignType.Family.SM2).publicHalf().line());
        }
    }

    @Test
    void isNotMixedWithOtherKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair other = generator.generateKeyPair();
        assertTrue(complaint(Keys.pem(other), SignType.Family.SM2).contains("another curve"));
        assertTrue(
                complaint(Keys.pem(Alipay.KEYS.merchant()), SignType.Family.SM2).contains("is not an SM2 key"));
        assertTrue(complaint(Keys.pem(PAIR), SignType.Family.RSA).contains("is not an RSA key"));
        ObjectNode config = config().put("alipayPublicKey", Keys.line(Alipay.KEYS.alipay()));
        assertTrue(assertThrows(ConnectorException.class, () -> alipay.connector(config))
                .getMessage()
                .contains("is not an SM2 key"));
    }

    @Test
    void isRefusedAndNothingElseWhateverIsPasted() {
        Random random = new Random(1);
        for (int round = 0; round < 500; round++) {
            byte[] der = PAIR.getPrivate().getEncoded().clone();
            for (int change = 0; change <= random.nextInt(3); change++) {
                der[random.nextInt(der.length)] = (byte) random.nextInt();
            }
            try {
                MerchantKey.parse(Base64.getEncoder().encodeToString(der), SignType.Family.SM2);
            } catch (KeyUnusableException _) {
                // the only way to fail
            }
        }
    }

    private static boolean verifies(MerchantKey key, byte[] message, String signature) {
        return key.publicHalf()
                .verifies(SignType.SM2, message, Base64.getDecoder().decode(signature));
    }

    private static String complaint(String pasted, SignType.Family family) {
        return assertThrows(KeyUnusableException.class, () -> MerchantKey.parse(pasted, family))
                .getMessage();
    }

    private static Optional<String> signIn(SocialConnector connector) {
        return alipay.signIn(connector, APP, "lin").name();
    }

    private static ObjectNode config() {
        return alipay.config()
                .put("appId", APP)
                .put("signType", "SM2")
                .put("privateKey", Keys.pem(PAIR))
                .put("alipayPublicKey", alipay.simulator.console().sm2PublicKey());
    }
}
