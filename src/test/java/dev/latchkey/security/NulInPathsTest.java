package dev.latchkey.security;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static dev.latchkey.testing.TwoProviders.ACME;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Browser.Answer;
import dev.latchkey.testing.Management;
import dev.latchkey.testing.TwoProviders;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// PostgreSQL cannot compare a NUL: an address with one is refused, whoever comes and in whatever state.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NulInPathsTest {
    private TwoProviders two;

    @BeforeAll
    void setTheScene() {
        two = TwoProviders.set();
    }

    @AfterAll
    void close() {
        two.close();
    }

    @Test
    void inASignInThatIsUnderWayItIsNoPage() {
        Browser browser = new Browser();
        Answer page = two.openPage(browser);
        String signIn = page.uri().getRawQuery();

        for (String path : new String[] {"/sign-in/app/%00/return?", "/sign-in/app/a%00b/arrived?"}) {
            assertEquals(404, browser.get(endpoint() + path + signIn).status(), path);
        }
        assertEquals(200, browser.get(endpoint() + "/sign-in?" + signIn).status());
    }

    @Test
    void onTheAccountPageItIsNoPage() {
        Browser browser = new Browser();
        two.signIn(browser, ACME, "nul");
        Answer account = browser.follow(endpoint() + "/account", endpoint());
        assertEquals(200, account.status());

        for (String path : new String[] {
            "/account/link/%00",
            "/account/unlink/%00",
            "/account/sessions/%00/end",
            "/account/applications/a%00b/revoke"
        }) {
            Answer answer = browser.post(endpoint() + path, Map.of("csrf", account.field("csrf")));
            assertEquals(404, answer.status(), path);
        }
    }

    @Test
    void atTheProtocolItIsAnOauthErrorAndInTheApisOneOfTheirs() {
        RestAssured.given()
                .urlEncodingEnabled(false)
                .get("/oidc/register/%00")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
        for (String path : new String[] {"/api/users/%00", "/api/my-account/identities/%00"}) {
            RestAssured.given()
                    .urlEncodingEnabled(false)
                    .header("Authorization", "Bearer " + Management.token("all"))
                    .delete(path)
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("guard.invalid_input"));
        }
    }
}
