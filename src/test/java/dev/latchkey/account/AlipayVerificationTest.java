package dev.latchkey.account;

import static dev.latchkey.testing.RelyingParty.parameter;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.testing.Admin;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Visits at Alipay that an application begins by the account API, with Alipay (Native) alone.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlipayVerificationTest {
    private static final String RETURN = "https://app.example/linked";

    private Scene scene;
    private String token;

    @BeforeAll
    void setTheScene() {
        scene = Scene.set();
        token = scene.web()
                .signInAndRedeem(new Browser(), scene.web().journey().with("scope", "openid profile identities"), "lin")
                .path("access_token");
        scene.admin().disconnect(Admin.ALIPAY);
    }

    @BeforeEach
    void alipayBehaves() {
        scene.alipay().reset();
    }

    @AfterAll
    void close() {
        scene.admin().disconnect(Admin.ALIPAY_NATIVE);
        scene.admin().connectAlipay(scene.alipay());
        scene.close();
    }

    @Test
    void aPageTakesThePersonToAlipaysPage() {
        scene.admin().connectAlipayNative(scene.alipay(), Map.of());
        Map<String, String> visit = begin();

        String address = visit.get("authorizationUri");
        assertTrue(address.startsWith(scene.alipay().authorizationPage().toString()), address);
        assertEquals(RETURN, parameter(address, "redirect_uri"));
        String back = new Browser().get(address + "&person=lin").location();
        assertTrue(back.startsWith(RETURN), back);
        me().body(Map.of(
                        "verificationRecordId",
                        visit.get("verificationRecordId"),
                        "connectorData",
                        Map.of("auth_code", parameter(back, "auth_code"), "state", parameter(back, "state"))))
                .post("/api/verifications/social/verify")
                .then()
                .statusCode(200);
    }

    @Test
    void whereItIsKeptToAppsTheirSdkIsToldInstead() {
        scene.admin().connectAlipayNative(scene.alipay(), Map.of("webFallback", false));

        String address = begin().get("authorizationUri");

        assertTrue(address.startsWith("alipay://?app_id="), address);
    }

    private Map<String, String> begin() {
        ExtractableResponse<Response> begun = me().body(
                        Map.of("connectorId", Admin.ALIPAY_NATIVE, "state", "state-1", "redirectUri", RETURN))
                .post("/api/verifications/social")
                .then()
                .statusCode(201)
                .extract();
        return Map.of(
                "authorizationUri", begun.path("authorizationUri"),
                "verificationRecordId", begun.path("verificationRecordId"));
    }

    private RequestSpecification me() {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }
}
