package dev.latchkey.connector.alipay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.alipay.api.AlipayApiException;
import com.alipay.api.CertAlipayRequest;
import com.alipay.api.DefaultAlipayClient;
import com.alipay.api.internal.util.AlipayLogger;
import com.alipay.api.internal.util.AntCertificationUtil;
import com.alipay.api.request.AlipaySystemOauthTokenRequest;
import com.alipay.api.request.AlipayUserInfoShareRequest;
import com.alipay.api.response.AlipaySystemOauthTokenResponse;
import com.alipay.api.response.AlipayUserInfoShareResponse;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.ConnectorError;
import dev.latchkey.connector.ConnectorException;
import dev.latchkey.connector.SocialConnector;
import dev.latchkey.simulator.CertificateAuthority;
import dev.latchkey.simulator.CertificateAuthority.Issued;
import dev.latchkey.simulator.Keys;
import dev.latchkey.simulator.Rule;
import dev.latchkey.simulator.Scenario.Tampering;
import dev.latchkey.simulator.SimulatedApp;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Three certificates instead of two keys (C8, B5), judged by Alipay's own SDK.
class CertificateModeTest {
    private static final String APP = "2021000000000077";
    private static final Duration YEAR = Duration.ofDays(365);
    private static final KeyPair PAIR = Alipay.KEYS.merchant();

    private static Alipay alipay;
    private static Issued app;
    private static int days;

    @BeforeAll
    static void start() {
        AlipayLogger.setNeedEnableLogger(false);
        alipay = new Alipay();
        app = alipay.simulator.console().certify(PAIR.getPublic(), YEAR);
        alipay.simulator.register(SimulatedApp.of(APP, PAIR.getPublic()).withCertificate(app));
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
    void signsInAndNamesTheCertificatesInWhatIsSigned() {
        assertEquals("林小雨🌧", signIn(alipay.connector(config())).orElseThrow());
        alipay.simulator.calls().forEach(call -> {
            assertEquals(app.serial(), call.parameters().get("app_cert_sn"));
            assertEquals(
                    alipay.simulator.console().authority(false).root().serial(),
                    call.parameters().get("alipay_root_cert_sn"));
        });
    }

    @Test
    void countsSerialsAsAlipaysSdkDoes() throws AlipayApiException {
        String roots = alipay.simulator.console().rootCertificates();
        List<PemCertificate> read = CertificateText.all(app.pem());
        assertEquals(
                AntCertificationUtil.getCertSN(AntCertificationUtil.getCertFromContent(app.pem())),
                read.getFirst().serial());
        assertEquals(app.serial(), read.getFirst().serial());
        String file = roots + CertificateAuthority.rsa().root().pem();
        RootCertificates bundle = new RootCertificates(CertificateText.all(file));
        assertEquals(AntCertificationUtil.getRootCertSN(file), bundle.serials(SignType.Family.RSA));
        assertEquals(AntCertificationUtil.getRootCertSN(roots, "SM2"), bundle.serials(SignType.Family.SM2));
        assertEquals(65, bundle.serials(SignType.Family.RSA).length());
    }

    /// MD5 values with leading zeros are where counting goes wrong.
    @Test
    void countsManySerialsAsAlipaysSdkDoes() throws AlipayApiException {
        CertificateAuthority authority = alipay.simulator.console().authority(false);
        for (int i = 0; i < 40; i++) {
            String pem = authority
                    .issue("Shop " + i + ", \"林\" + Söhne", PAIR.getPublic(), YEAR)
                    .pem();
            String expected = AntCertificationUtil.getCertSN(AntCertificationUtil.getCertFromContent(pem));
            assertEquals(expected, CertificateText.all(pem).getFirst().serial());
        }
    }

    @Test
    void believesOnlyCertificatesThatLeadToTheRoots() {
        CertificateAuthority authority = alipay.simulator.console().authority(false);
        RootCertificates bundle = new RootCertificates(
                CertificateText.all(alipay.simulator.console().rootCertificates()));
        Instant now = Instant.now();
        String stranger = CertificateAuthority.rsa()
                .issue(CertificateAuthority.ALIPAY, PAIR.getPublic(), YEAR)
                .pem();
        String old = authority
                .issue("Bookstore", PAIR.getPublic(), now.minus(YEAR), now.minusSeconds(9))
                .pem();
        assertTrue(bundle.vouchFor(CertificateText.all(app.pem()), now));
        assertFalse(bundle.vouchFor(CertificateText.all(stranger), now));
        assertFalse(bundle.vouchFor(CertificateText.all(old), now));
        assertFalse(bundle.vouchFor(CertificateText.all(app.pem()).subList(0, 1), now), "the middle is missing");
    }

    /// A certificate that is no authority's vouches for nobody, whatever it signs.
    @Test
    void doesNotBelieveWhatAMerchantIssued() {
        CertificateAuthority real = alipay.simulator.console().authority(false);
        KeyPair merchant = Keys.generate();
        String forged = CertificateAuthority.forge(merchant, "Forged", CertificateAuthority.ALIPAY, PAIR.getPublic());
        String chain = forged + real.issue("Forged", merchant.getPublic(), YEAR).pem();
        assertFalse(new RootCertificates(CertificateText.all(real.root().pem()))
                .vouchFor(CertificateText.all(chain), Instant.now()));
    }

    @Test
    void isUnderstoodByTheSimulatorWhenAlipaysSdkSpeaks() throws AlipayApiException {
        CertAlipayRequest set = new CertAlipayRequest();
        set.setServerUrl(alipay.simulator.gateway().toString());
        set.setAppId(APP);
        set.setPrivateKey(Base64.getEncoder().encodeToString(PAIR.getPrivate().getEncoded()));
        set.setFormat("json");
        set.setCharset("UTF-8");
        set.setSignType("RSA2");
        set.setCertContent(app.pem());
        set.setAlipayPublicCertContent(alipay.simulator.console().alipayCertificate(false));
        set.setRootCertContent(alipay.simulator.console().rootCertificates());
        DefaultAlipayClient client = new DefaultAlipayClient(set);
        var tokenRequest = new AlipaySystemOauthTokenRequest();
        tokenRequest.setGrantType("authorization_code");
        tokenRequest.setCode(alipay.simulator.issueCode(APP, "aisha", "auth_user"));
        AlipaySystemOauthTokenResponse token = client.certificateExecute(tokenRequest);
        AlipayUserInfoShareResponse aisha =
                client.certificateExecute(new AlipayUserInfoShareRequest(), token.getAccessToken());
        assertTrue(aisha.isSuccess());
        assertEquals("艾莎 \"Aisha\" <阿丽>", aisha.getNickName());
    }

    @ParameterizedTest
    @EnumSource(
            value = Tampering.class,
            names = {"UNSIGNED", "FLIPPED_SIGNATURE", "FLIPPED_BODY"})
    void believesOnlyWhatAlipaySigned(Tampering tampering) {
        alipay.simulator.play(Rule.always(), tampering);
        assertEquals(
                ConnectorError.INVALID_RESPONSE,
                refused(alipay.connector(config())).error());
    }

    @Test
    void followsAlipayToItsNextCertificate() {
        SocialConnector connector = alipay.connector(config());
        signIn(connector);
        Issued next = replaceCertificate();
        assertEquals("林小雨🌧", signIn(connector).orElseThrow());
        assertTrue(connector.warnings().getFirst().contains(next.serial()), connector.warnings()::toString);
        long downloads = downloads();
        signIn(connector);
        assertEquals(downloads, downloads(), "what was learnt is not asked for again");
    }

    @Test
    void doesNotFollowToACertificateThatNobodyShouldBelieve() {
        KeyPair key = Keys.generate();
        CertificateAuthority real = alipay.simulator.console().authority(false);
        Map<String, Issued> bad = Map.of(
                "does not lead to the roots",
                        CertificateAuthority.rsa().issue(CertificateAuthority.ALIPAY, key.getPublic(), YEAR),
                "was not issued to the owner", real.issue("Bookstore Ltd", key.getPublic(), YEAR),
                "or has expired",
                        real.issue(
                                CertificateAuthority.ALIPAY,
                                key.getPublic(),
                                Instant.now().minus(YEAR),
                                Instant.now().minusSeconds(60)));
        SocialConnector connector = alipay.connector(config());
        bad.forEach((complaint, certificate) -> {
            alipay.simulator.console().replaceCertificate(key, certificate);
            ConnectorException refused = refused(connector);
            assertEquals(ConnectorError.INVALID_RESPONSE, refused.error(), complaint);
            assertTrue(refused.getMessage().contains(complaint), refused.getMessage());
            assertEquals("answer.untrusted", refused.explanation().orElseThrow().code(), complaint);
        });
        replaceCertificate();
    }

    @ParameterizedTest
    @ValueSource(strings = {"appCertificate", "alipayCertificate", "alipayRootCertificate"})
    void needsAllThree(String field) {
        ObjectNode config = config();
        config.remove(field);
        assertTrue(complaint(config).contains(field + " is missing"), complaint(config));
    }

    @Test
    void needsCertificatesThatBelongTogether() {
        String other = alipay.simulator
                .console()
                .certify(Keys.generate().getPublic(), YEAR)
                .pem();
        String alipays = alipay.simulator.console().alipayCertificate(false);
        check("another private key", config -> config.put("appCertificate", other));
        check("mixed up", config -> config.put("appCertificate", alipays).put("alipayCertificate", app.pem()));
        check("your own app certificate", config -> config.put("alipayCertificate", app.pem()));
        check("exclude each other", config -> config.put("alipayPublicKey", alipay.simulator.alipayPublicKey()));
        check(
                "no root for RSA",
                config -> config.put(
                        "alipayRootCertificate",
                        alipay.simulator.console().authority(true).root().pem()));
        check("is a private key", config -> config.put("appCertificate", Keys.pem(PAIR)));
        check("is a public key", config -> config.put("alipayCertificate", Keys.line(PAIR)));
        check("cut off", config -> config.put("appCertificate", app.pem().substring(0, 700)));
        check(
                "is not of RSA",
                config -> config.put(
                        "alipayCertificate", alipay.simulator.console().alipayCertificate(true)));
    }

    @Test
    void readsCertificatesHoweverTheyArePasted() {
        for (String pasted : List.of(
                app.pem(),
                app.pem().replace("\n", "\\n"),
                app.pem().replace("\n", "\r\n"),
                app.pem().replace("\n", " "),
                "\uFEFF" + app.pem(),
                "subject=CN\n" + app.pem(),
                app.pem().split("-----END")[0].replaceAll("-----.*-----|\\s", ""))) {
            assertEquals(app.serial(), CertificateText.all(pasted).getFirst().serial());
        }
    }

    @Test
    void saysWhenACertificateEnds() {
        SocialConnector connector = alipay.connector(config());
        assertEquals(List.of(), connector.warnings());
        assertEquals(
                Set.of("appCertificateExpiresAt", "alipayCertificateExpiresAt", "alipayRootCertificateExpiresAt"),
                connector.status().keySet());
        Instant end = (Instant) connector.status().get("appCertificateExpiresAt");
        assertTrue(warnings(end.minus(Duration.ofDays(29))).contains("appCertificate expires at"));
        assertFalse(warnings(end.minus(Duration.ofDays(31))).contains("appCertificate expires"));
        assertTrue(warnings(end.plusSeconds(1)).contains("appCertificate expired at"));
    }

    /// Each lives longer than the one before, as it is in life.
    private static Issued replaceCertificate() {
        KeyPair key = Keys.generate();
        CertificateAuthority authority = alipay.simulator.console().authority(false);
        return alipay.simulator
                .console()
                .replaceCertificate(
                        key, authority.issue(CertificateAuthority.ALIPAY, key.getPublic(), YEAR.plusDays(++days)));
    }

    private String warnings(Instant now) {
        return alipay.connector(config(), Clock.fixed(now, ZoneOffset.UTC))
                .warnings()
                .toString();
    }

    private void check(String complaint, Consumer<ObjectNode> mistake) {
        ObjectNode config = config();
        mistake.accept(config);
        assertTrue(complaint(config).contains(complaint), complaint(config));
    }

    private String complaint(ObjectNode config) {
        ConnectorException refused = assertThrows(ConnectorException.class, () -> alipay.connector(config));
        assertEquals(ConnectorError.INVALID_CONFIG, refused.error());
        return refused.getMessage();
    }

    private ObjectNode config() {
        ObjectNode config = alipay.config()
                .put("appId", APP)
                .put("appCertificate", app.pem())
                .put("alipayCertificate", alipay.simulator.console().alipayCertificate(false))
                .put("alipayRootCertificate", alipay.simulator.console().rootCertificates());
        config.remove("alipayPublicKey");
        return config;
    }

    private long downloads() {
        return alipay.simulator.calls().stream()
                .filter(call -> call.method().equals("alipay.open.app.alipaycert.download"))
                .count();
    }

    private Optional<String> signIn(SocialConnector connector) {
        return alipay.signIn(connector, APP, "lin").name();
    }

    private ConnectorException refused(SocialConnector connector) {
        return assertThrows(ConnectorException.class, () -> signIn(connector));
    }
}
