package dev.latchkey.connector.alipay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.Finding;
import dev.latchkey.connector.Finding.Severity;
import dev.latchkey.simulator.Call;
import dev.latchkey.simulator.CertificateAuthority;
import dev.latchkey.simulator.CertificateAuthority.Issued;
import dev.latchkey.simulator.Keys;
import dev.latchkey.simulator.Rule;
import dev.latchkey.simulator.Scenario;
import dev.latchkey.simulator.Scenario.Refusal;
import dev.latchkey.simulator.SimulatedApp;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What an operator is told about a set-up before anybody signs in: every mistake has its own sentence.
class DoctorTest {
    private static final String CERTIFIED = "2021000000000055";
    private static final Duration YEAR = Duration.ofDays(365);
    private static final KeyPair PAIR = Alipay.KEYS.merchant();
    private static final String PEM = Keys.pem(PAIR);
    private static final String BARE =
            Base64.getEncoder().encodeToString(PAIR.getPrivate().getEncoded());

    private static final Alipay alipay = new Alipay(Duration.ofSeconds(2));
    private static final Issued APP = alipay.simulator.console().certify(PAIR.getPublic(), YEAR);

    @BeforeAll
    static void start() {
        alipay.simulator.register(SimulatedApp.of(CERTIFIED, PAIR.getPublic()).withCertificate(APP));
    }

    @AfterAll
    static void stop() {
        alipay.close();
    }

    @AfterEach
    void reset() {
        alipay.simulator.reset();
    }

    /// @param code what the administrator is told first of all
    private record Mistake(String code, String what, Severity severity, Consumer<ObjectNode> made) {
        @Override
        public String toString() {
            return what + " -> " + code;
        }
    }

    static Stream<Mistake> mistakes() throws GeneralSecurityException {
        CertificateAuthority authority = alipay.simulator.console().authority(false);
        return Stream.of(
                // the private key
                wrong("privateKey.missing", "no key", set("privateKey", "")),
                wrong("privateKey.public_key", "the public half", set("privateKey", Keys.line(PAIR))),
                wrong("privateKey.certificate", "a certificate", set("privateKey", APP.pem())),
                wrong("privateKey.encrypted", "a key with a passphrase", set("privateKey", ENCRYPTED)),
                wrong("privateKey.cut_off", "the last line is missing", set("privateKey", PEM.substring(0, 900))),
                wrong("privateKey.damaged", "half of a bare key", set("privateKey", BARE.substring(0, 800))),
                wrong("privateKey.unreadable", "prose", set("privateKey", "my key, see the mail!")),
                wrong("privateKey.too_small", "512 bits", set("privateKey", pem(512))),
                wrong("privateKey.too_long", "a whole disk", set("privateKey", "A".repeat(20_000))),
                wrong("privateKey.wrong_algorithm", "an SM2 key for RSA2", set("privateKey", Keys.pem(Keys.sm2()))),
                wrong(
                        "privateKey.wrong_algorithm",
                        "an RSA key for SM2",
                        config -> config.put("signType", "SM2").remove("alipayPublicKey")),
                wrong("privateKey.not_text", "a number", config -> config.put("privateKey", 1)),
                // Alipay's key
                wrong("alipayPublicKey.own_key", "the own public key", set("alipayPublicKey", Keys.line(PAIR))),
                wrong("alipayPublicKey.private_key", "the private key", set("alipayPublicKey", PEM)),
                wrong("alipayPublicKey.certificate", "a certificate", set("alipayPublicKey", APP.pem())),
                wrong("answer.untrusted", "the key of another app", set("alipayPublicKey", Keys.line(Keys.generate()))),
                // certificates
                certified("appCertificate.missing", "no app certificate", config -> config.remove("appCertificate")),
                certified(
                        "alipayRootCertificate.missing", "no roots", config -> config.remove("alipayRootCertificate")),
                certified(
                        "appCertificate.misfit",
                        "the certificate of another key",
                        set(
                                "appCertificate",
                                authority
                                        .issue("Bookstore", Keys.generate().getPublic(), YEAR)
                                        .pem())),
                certified(
                        "appCertificate.swapped",
                        "both mixed up",
                        config -> config.put(
                                        "appCertificate",
                                        config.get("alipayCertificate").textValue())
                                .put("alipayCertificate", APP.pem())),
                certified("alipayCertificate.own_certificate", "twice the own", set("alipayCertificate", APP.pem())),
                certified("alipayCertificate.public_key", "a key", set("alipayCertificate", Keys.line(PAIR))),
                certified("appCertificate.private_key", "the private key", set("appCertificate", PEM)),
                certified(
                        "appCertificate.cut_off",
                        "half",
                        set("appCertificate", APP.pem().substring(0, 600))),
                certified("appCertificate.expired", "an old one", set("appCertificate", aged(authority))),
                certified(
                        "alipayRootCertificate.no_root",
                        "roots of the other kind",
                        set(
                                "alipayRootCertificate",
                                alipay.simulator
                                        .console()
                                        .authority(true)
                                        .root()
                                        .pem())),
                certified(
                        "alipayCertificate.unrooted",
                        "roots of somebody else",
                        set(
                                "alipayRootCertificate",
                                CertificateAuthority.rsa().root().pem())),
                certified(
                        "alipayPublicKey.both_modes",
                        "a key besides",
                        set("alipayPublicKey", alipay.simulator.alipayPublicKey())),
                certified(
                        "alipay.mode",
                        "a certificate that the console does not know",
                        set(
                                "appCertificate",
                                authority
                                        .issue("Bookstore", PAIR.getPublic(), YEAR)
                                        .pem())),
                wrong("alipay.mode", "keys for an app with certificates", set("appId", CERTIFIED)),
                // the rest of the form
                wrong("appId.missing", "no APPID", set("appId", " ")),
                wrong("appId.malformed", "a name", set("appId", "my app")),
                wrong("alipay.app", "an APPID that is none", set("appId", "2021999999999999")),
                wrong("signType.malformed", "a made-up algorithm", set("signType", "RSA3")),
                wrong("scope.malformed", "a sentence", set("scope", "all & everything")),
                wrong("gatewayUrl.address", "plain http", set("gatewayUrl", "http://openapi.alipay.com/gateway.do")),
                wrong("gatewayUrl.address", "an underscore", set("gatewayUrl", "http://alipay_simulator:8080/do")),
                wrong("gatewayUrl.address", "no slashes", set("gatewayUrl", "http:gateway.do")),
                wrong("gatewayUrl.address", "no host", set("gatewayUrl", "http:///gateway.do")),
                wrong(
                        "environment.mixed",
                        "a sandbox app in production",
                        config -> config.remove(List.of("gatewayUrl", "authorizationUrl"))),
                wrong(
                        "environment.mixed",
                        "addresses of both worlds",
                        config -> config.put("environment", "sandbox")
                                .put("appId", "2021000000000001")
                                .put("gatewayUrl", "https://openapi.alipay.com/gateway.do")
                                .remove("authorizationUrl")),
                // what only a call tells
                wrong("signature.wrong_key", "another private key", set("privateKey", Keys.pem(Keys.generate()))),
                wrong("gateway.unreachable", "nobody listens", set("gatewayUrl", "http://localhost:1/gateway.do")),
                wrong(
                        "gateway.not_alipay",
                        "another server",
                        set("gatewayUrl", alipay.simulator.authorizationPage().toString())));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void everyMistakeIsNamed(Mistake mistake) {
        ObjectNode config = mistake.what().isEmpty() ? alipay.config() : start(mistake);
        mistake.made().accept(config);
        List<Finding> bad = bad(config);
        assertEquals(List.of(mistake.code()), bad.stream().map(Finding::code).toList(), bad::toString);
        Finding finding = bad.getFirst();
        assertEquals(mistake.severity(), finding.severity());
        for (String text : List.of(
                finding.sentence().english(), finding.sentence().chinese(),
                finding.remedy().english(), finding.remedy().chinese())) {
            assertFalse(text.isBlank());
        }
        assertTrue(finding.sentence().chinese().codePoints().anyMatch(Character::isIdeographic));
        assertFalse(finding.toString().contains(BARE.substring(60, 120)), "the private key is nowhere");
    }

    @Test
    void thereAreEnoughMistakesAndEachHasItsOwnSentence() throws GeneralSecurityException {
        Set<String> codes = new HashSet<>(mistakes().map(Mistake::code).toList());
        assertTrue(codes.size() >= 35, codes::toString);
        Set<String> sentences = new HashSet<>();
        for (Fault fault : Fault.values()) {
            assertTrue(sentences.add(fault.sentence("x").english()));
            assertTrue(sentences.add(fault.sentence("x").chinese()));
        }
    }

    @Test
    void aGoodSetUpIsSaidToBeGood() {
        assertEquals(
                List.of(
                        "privateKey.recognized",
                        "publicKey.upload",
                        "clock.right",
                        "answer.verified",
                        "signature.accepted",
                        "permission.given"),
                codes(alipay.config()));
        assertEquals(
                List.of(
                        "privateKey.recognized",
                        "publicKey.upload",
                        "appCertificate.recognized",
                        "alipayCertificate.recognized",
                        "clock.right",
                        "answer.verified",
                        "signature.accepted",
                        "permission.given"),
                codes(certified()));
    }

    @Test
    void thePublicHalfToUploadIsShown() {
        Finding upload = find(alipay.config(), "publicKey.upload");
        assertEquals(Keys.line(PAIR), upload.data().get("publicKey"));
        assertTrue(upload.where().chinese().contains("接口加签方式"));
    }

    @Test
    void theFormOfTheKeyIsTold() {
        assertEquals("PEM, PKCS#8", form(PEM));
        assertEquals("bare base64, PKCS#8", form(BARE));
    }

    @Test
    void bothStringsAreShownWhenTheSignatureIsWrong() {
        ObjectNode config = alipay.config().put("privateKey", Keys.pem(Keys.generate()));
        Finding finding = find(config, "signature.wrong_key");
        assertEquals(finding.data().get("stringToSign"), finding.data().get("expectedByAlipay"));
        assertTrue(finding.data().get("stringToSign").toString().startsWith("app_id=" + Alipay.APP));
    }

    @Test
    void aCallThatWasChangedOnItsWayIsNoFaultOfTheKey() {
        alipay.simulator.play(
                Rule.on(Call.TOKEN),
                Refusal.of("40002", "isv.invalid-signature")
                        .saying("Invalid Arguments", "验签出错，网关生成的验签字符串为：app_id=1&amp;charset=GBK"));
        Finding finding = find(alipay.config(), "signature.changed_call");
        assertEquals("app_id=1&charset=GBK", finding.data().get("expectedByAlipay"));
    }

    @Test
    void whatAlipayRefusesIsExplainedByItsSubCode() {
        for (String subCode : List.of(
                "isv.insufficient-isv-permissions permission",
                "isv.access-control-limit address",
                "isv.missing-encrypt-key encryption",
                "isv.invalid-charset charset",
                "isv.app-cert-expired certificate",
                "isv.invalid-timestamp time",
                "isv.app-call-limited limit",
                "isv.suspected-attack risk",
                "isp.unknow-error busy",
                "isv.something-new unknown")) {
            String[] words = subCode.split(" ");
            alipay.simulator.play(Rule.always().justOnce(), Refusal.of("40002", words[0]));
            Finding finding = bad(alipay.config()).getFirst();
            assertEquals("alipay." + words[1], finding.code());
            assertEquals(words[0], finding.data().get("sub_code"));
        }
    }

    @Test
    void aMissingAbilityIsFoundBehindAGoodSignature() {
        alipay.simulator.play(Rule.on(Call.USER_INFO), Refusal.of("40006", "isv.insufficient-isv-permissions"));
        List<String> codes = codes(alipay.config());
        assertTrue(codes.contains("signature.accepted"));
        assertTrue(codes.contains("alipay.permission"));
    }

    @Test
    void anIdOnlySetUpNeedsNoAbility() {
        assertFalse(codes(alipay.config().put("scope", "auth_base")).contains("permission.given"));
    }

    @Test
    void aSlowAlipayIsNamed() {
        alipay.simulator.play(Rule.always(), new Scenario.Slow(Duration.ofSeconds(4)));
        assertEquals("gateway.slow", bad(alipay.config()).getFirst().code());
    }

    @Test
    void aWrongClockIsMeasured() {
        Clock fast = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10));
        Finding finding = alipay.diagnose(alipay.config(), fast).stream()
                .filter(one -> one.code().equals("clock.skewed"))
                .findFirst()
                .orElseThrow();
        assertEquals(Severity.WARNING, finding.severity());
        assertEquals(600, (Long) finding.data().get("seconds"), 3);
        assertTrue(codes(alipay.diagnose(alipay.config(), Clock.offset(Clock.systemUTC(), Duration.ofDays(-2))))
                .containsAll(List.of("clock.skewed", "alipay.time")));
    }

    @Test
    void whatWorksButShouldNotStayIsAWarning() throws GeneralSecurityException {
        ObjectNode old = alipay.config().put("signType", "RSA");
        old.remove("alipayPublicKey");
        assertEquals(List.of("alipayPublicKey.absent", "signType.outdated"), codes(bad(old)));
        assertTrue(bad(old).stream().allMatch(finding -> finding.severity() == Severity.WARNING));
        Instant late = Instant.now().plus(YEAR).minus(Duration.ofDays(20));
        List<Finding> soon = alipay.diagnose(certified(), Clock.fixed(late, ZoneOffset.UTC));
        assertTrue(codes(soon).contains("appCertificate.expires_soon"), soon::toString);
    }

    @Test
    void severalMistakesAreSeveralFindings() {
        ObjectNode config = alipay.config().put("privateKey", Keys.line(PAIR)).put("alipayPublicKey", PEM);
        assertEquals(List.of("privateKey.public_key", "alipayPublicKey.private_key"), codes(bad(config)));
    }

    private static final String ENCRYPTED =
            "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIFHDBOBgkq\n-----END ENCRYPTED PRIVATE KEY-----";

    private static Mistake wrong(String code, String what, Consumer<ObjectNode> made) {
        return new Mistake(code, what, Severity.ERROR, made);
    }

    private static Mistake certified(String code, String what, Consumer<ObjectNode> made) {
        return new Mistake(code, "certificates: " + what, Severity.ERROR, made);
    }

    private static ObjectNode start(Mistake mistake) {
        return mistake.what().startsWith("certificates: ") ? certified() : alipay.config();
    }

    private static Consumer<ObjectNode> set(String field, String value) {
        return config -> config.put(field, value);
    }

    private static ObjectNode certified() {
        ObjectNode config = alipay.config()
                .put("appId", CERTIFIED)
                .put("appCertificate", APP.pem())
                .put("alipayCertificate", alipay.simulator.console().alipayCertificate(false))
                .put("alipayRootCertificate", alipay.simulator.console().rootCertificates());
        config.remove("alipayPublicKey");
        return config;
    }

    private static String aged(CertificateAuthority authority) {
        return authority
                .issue(
                        "Bookstore",
                        PAIR.getPublic(),
                        Instant.now().minus(YEAR),
                        Instant.now().minusSeconds(9))
                .pem();
    }

    private static String pem(int bits) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return Keys.pem(generator.generateKeyPair());
    }

    private static String form(String privateKey) {
        return find(alipay.config().put("privateKey", privateKey), "privateKey.recognized")
                .data()
                .get("form")
                .toString();
    }

    private static Finding find(ObjectNode config, String code) {
        List<Finding> findings = alipay.diagnose(config, Clock.systemUTC());
        return findings.stream()
                .filter(finding -> finding.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new AssertionError(findings.toString()));
    }

    private static List<Finding> bad(ObjectNode config) {
        return alipay.diagnose(config, Clock.systemUTC()).stream()
                .filter(finding -> finding.severity() != Severity.OK)
                .toList();
    }

    private static List<String> codes(ObjectNode config) {
        return codes(alipay.diagnose(config, Clock.systemUTC()));
    }

    private static List<String> codes(List<Finding> findings) {
        return findings.stream().map(Finding::code).toList();
    }
}
