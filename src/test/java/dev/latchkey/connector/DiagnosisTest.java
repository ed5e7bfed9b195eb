package dev.latchkey.connector;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.simulator.CertificateAuthority.Issued;
import dev.latchkey.simulator.Keys;
import dev.latchkey.simulator.SimulatedApp;
import dev.latchkey.testing.Admin;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.Scene;
import dev.latchkey.testing.TestProvider;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What administrators are told about a connector: by a diagnosis, in its view, and in the health detail.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DiagnosisTest {
    private static final String CERTIFIED = "2021000000000066";

    @Inject
    dev.latchkey.platform.Database database;

    private Scene scene;

    @BeforeAll
    void setTheScene() {
        scene = Scene.set();
    }

    @AfterEach
    void asItWas() {
        scene.alipay().reset();
        scene.admin().connectAlipay(scene.alipay());
    }

    @AfterAll
    void close() {
        scene.close();
    }

    @Test
    void ofAStoredConnectorSaysThatItWorks() {
        diagnose("/api/connectors/" + Admin.ALIPAY, Map.of())
                .statusCode(200)
                .body("works", equalTo(true))
                .body("findings.code", hasItems("publicKey.upload", "signature.accepted", "permission.given"))
                .body(not(containsString("PRIVATE KEY")));
    }

    @Test
    void ofAChangeTakesTheStoredKeyWhereItIsMasked() {
        Map<String, Object> config = new HashMap<>(config());
        config.put("privateKey", "********");
        config.put("appId", "2021999999999999");
        diagnose("/api/connectors/" + Admin.ALIPAY, Map.of("config", config))
                .statusCode(200)
                .body("works", equalTo(false))
                .body("findings.findAll { it.severity == 'ERROR' }.code", contains("alipay.app"));
    }

    @Test
    void ofAConfigurationThatIsNotSavedYetSaysWhatIsWrongInTheCallersLanguage() {
        Map<String, Object> config = new HashMap<>(config());
        config.put("privateKey", Keys.line(Keys.generate()));
        String path = "findings.find { it.code == 'privateKey.public_key' }.";
        diagnose("/api/connector-factories/alipay-web", Map.of("config", config))
                .statusCode(200)
                .header("Vary", containsString("Accept-Language"))
                .body("works", equalTo(false))
                .body(path + "severity", equalTo("ERROR"))
                .body(path + "sentence", equalTo("privateKey is a public key."))
                .body(path + "remedy", notNullValue())
                .body(path + "where", containsString("Interface signing method"));
        scene.admin()
                .request()
                .header("Accept-Language", "zh-CN")
                .body(Map.of("config", config))
                .post("/api/connector-factories/alipay-web/diagnosis")
                .then()
                .statusCode(200)
                .body(path + "sentence", equalTo("privateKey 是公钥。"))
                .body(path + "where", containsString("接口加签方式"));
    }

    /// The name of a container, which people paste from a compose file, is no host for a URI.
    @Test
    void ofAnAddressWithoutAHostNamesTheField() {
        Map<String, Object> config = new HashMap<>(config());
        config.put("gatewayUrl", "http://alipay_simulator:8080/gateway.do");
        for (String path : List.of("/api/connectors/" + Admin.ALIPAY, "/api/connector-factories/alipay-web")) {
            diagnose(path, Map.of("config", config))
                    .statusCode(200)
                    .body("works", equalTo(false))
                    .body("findings.code", hasItem("gatewayUrl.address"));
        }
        scene.admin()
                .request()
                .body(Map.of("config", config))
                .patch("/api/connectors/" + Admin.ALIPAY)
                .then()
                .statusCode(400)
                .body("code", equalTo("connector.invalid_config"))
                .body("data.field", equalTo("gatewayUrl"));
        scene.admin().disconnect(Admin.ALIPAY);
        scene.admin()
                .request()
                .body(Map.of("connectorId", "alipay-web", "config", config))
                .post("/api/connectors")
                .then()
                .statusCode(400)
                .body("code", equalTo("connector.invalid_config"))
                .body("data.field", equalTo("gatewayUrl"));
    }

    @Test
    void isThereForEveryKindOfConnector() {
        diagnose("/api/connector-factories/" + TestProvider.WEB, Map.of("config", Map.of("appId", "a")))
                .statusCode(200)
                .body("findings.code", contains("config.invalid"))
                .body("findings.sentence", contains("secret is missing."));
        diagnose(
                        "/api/connector-factories/" + TestProvider.WEB,
                        Map.of("config", Map.of("appId", "a", "secret", "b", "old", "c")))
                .statusCode(200)
                .body("works", equalTo(true))
                .body("findings.code", contains("config.warning"));
    }

    @Test
    void isRefusedForWhatIsNotThereAndForStrangers() {
        diagnose("/api/connectors/unknown", Map.of()).statusCode(404);
        diagnose("/api/connector-factories/unknown", Map.of()).statusCode(404);
        diagnose("/api/connector-factories/alipay-web", Map.of("config", Map.of("privateKey", "********")))
                .statusCode(400)
                .body("code", equalTo("connector.invalid_config"));
        given().contentType("application/json")
                .body("{}")
                .post("/api/connectors/" + Admin.ALIPAY + "/diagnosis")
                .then()
                .statusCode(401);
    }

    @Test
    void followsAlipayToItsNextCertificateForAllReplicasAndSaysSo() {
        database.update("delete from alipay_certificates");
        certify();
        view().body("status.appCertificateExpiresAt", notNullValue())
                .body("config.privateKey", equalTo("********"))
                .body("config.appCertificate", containsString("BEGIN CERTIFICATE"))
                .body("$", not(org.hamcrest.Matchers.hasKey("warnings")));
        signIn();
        Issued next = scene.alipay().console().replaceCertificate(false);
        signIn();
        assertEquals(
                List.of(next.serial()),
                database.list("select serial from alipay_certificates", row -> row.text("serial")));
        view().body("warnings", hasItem(containsString(next.serial())));
        given().get("/q/health/well")
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body(
                        "checks.find { it.name == 'connectors' }.data.'alipay-test.appCertificateExpiresAt'",
                        notNullValue())
                .body("checks.find { it.name == 'connectors' }.data.'alipay-test.clockSkewSeconds'", equalTo(0))
                .body(
                        "checks.find { it.name == 'connectors' }.data.'alipay-test.warnings'",
                        containsString(next.serial()));
    }

    private void certify() {
        Keys keys = Keys.fresh();
        Issued certificate = scene.alipay().console().certify(keys.merchant().getPublic(), Duration.ofDays(365));
        scene.alipay()
                .register(
                        SimulatedApp.of(CERTIFIED, keys.merchant().getPublic()).withCertificate(certificate));
        Map<String, Object> config = new HashMap<>(config());
        config.remove("alipayPublicKey");
        config.put("appId", CERTIFIED);
        config.put("privateKey", Keys.pem(keys.merchant()));
        config.put("appCertificate", certificate.pem());
        config.put("alipayCertificate", scene.alipay().console().alipayCertificate(false));
        config.put("alipayRootCertificate", scene.alipay().console().rootCertificates());
        scene.admin()
                .request()
                .body(Map.of("config", config))
                .patch("/api/connectors/" + Admin.ALIPAY)
                .then()
                .statusCode(200);
    }

    private void signIn() {
        String back = RelyingParty.signIn(new Browser(), scene.web().journey(), "lin");
        assertTrue(back.contains("code="), back);
    }

    private ValidatableResponse view() {
        return scene.admin()
                .request()
                .get("/api/connectors/" + Admin.ALIPAY)
                .then()
                .statusCode(200);
    }

    private Map<String, Object> config() {
        return Map.of(
                "appId", scene.alipay().defaultApp().appId(),
                "privateKey", scene.alipay().defaultApp().privateKeyPem(),
                "alipayPublicKey", scene.alipay().alipayPublicKey(),
                "gatewayUrl", scene.alipay().gateway().toString(),
                "authorizationUrl", scene.alipay().authorizationPage().toString());
    }

    private ValidatableResponse diagnose(String path, Map<String, Object> body) {
        return scene.admin().request().body(body).post(path + "/diagnosis").then();
    }
}
