package dev.latchkey.experience;

import static dev.latchkey.testing.Management.admin;
import static dev.latchkey.testing.TestConnectors.createOf;
import static dev.latchkey.testing.TestProvider.NATIVE;
import static dev.latchkey.testing.TestProvider.WEB;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import dev.latchkey.testing.TestConnectors;
import dev.latchkey.testing.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Reference section 5: what anyone may know of the sign-in page.
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
class PublicExperienceTest {
    @AfterEach
    void removeConnectors() {
        TestConnectors.removeAll();
    }

    @Test
    void needsNoToken() {
        find().body("signInMode", equalTo("SignInAndRegister"))
                .body("color.primaryColor", equalTo("#6139F6"))
                .body("ssoConnectors", empty())
                .body("forgotPassword.email", equalTo(false))
                .body("forgotPassword.phone", equalTo(false));
    }

    @Test
    void showsTheButtonsOfTheOfferedTargetsAndNothingOfTheirConfiguration() {
        String web = createOf(WEB);
        String onPhones = createOf(NATIVE);
        offer("[\"test\"]");

        find().body("socialConnectors.id", contains(web, onPhones))
                .body("socialConnectors.platform", contains("Web", "Native"))
                .body(
                        "socialConnectors[0].keySet()",
                        containsInAnyOrder("id", "target", "platform", "name", "logo", "logoDark", "isStandard"))
                .body("socialConnectors[0].name.zh-CN", equalTo("测试"))
                .body(not(containsString("sesame")));
    }

    @Test
    void showsNoConnectorThatIsNotOffered() {
        createOf(WEB);
        offer("[]");

        find().body("socialConnectors", empty());
    }

    @Test
    void doesNotTellHowAbuseIsMet() {
        find().body("$", not(hasKey("sentinelPolicy"))).body("$", not(hasKey("emailBlocklistPolicy")));
    }

    private static void offer(String targets) {
        admin().body("{\"socialSignInConnectorTargets\":" + targets + "}")
                .when()
                .patch("/api/sign-in-exp")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse find() {
        return given().when()
                .get("/api/.well-known/sign-in-exp?appId=any")
                .then()
                .statusCode(200);
    }
}
