package dev.latchkey.token;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static dev.latchkey.testing.RelyingParty.parameter;
import static dev.latchkey.token.WellKnown.tokens;
import static dev.latchkey.token.WellKnown.userInfo;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Jwt;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.RelyingParty.Journey;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// OIDC Core §5.5: claims asked for by name.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestedClaimsTest {
    private Scene scene;
    private String wei;

    @BeforeAll
    void setTheScene() {
        scene = Scene.set();
        wei = WellKnown.enter(scene);
    }

    @AfterAll
    void close() {
        scene.close();
    }

    @Test
    void discoverySaysSo() {
        given().get("/oidc/.well-known/openid-configuration")
                .then()
                .body("claims_parameter_supported", equalTo(true))
                .body("claims_supported", hasItems("sub", "acr", "name", "address", "sso_identities"));
    }

    @Test
    void userinfoShowsWhatWasAskedForWithoutItsScope() {
        Response tokens = tokens(scene.web(), asking("{\"userinfo\":{\"email\":{\"essential\":true},\"name\":null}}"));
        userInfo(tokens)
                .body("keySet()", equalTo(Set.of("sub", "name", "email")))
                .body("email", equalTo("wei@example.com"))
                .body("name", equalTo("魏𠮷堃"));
        assertFalse(claims(tokens).has("email"));
    }

    @Test
    void theIdTokenShowsWhatWasAskedForThere() {
        Response tokens = tokens(
                scene.web(),
                asking("{\"id_token\":{\"phone_number\":null,\"address\":null,\"auth_time\":{\"essential\":true}}}"));
        JsonNode claims = claims(tokens);
        assertEquals("+8613912345678", claims.get("phone_number").asText());
        assertEquals("Hangzhou", claims.get("address").get("locality").asText());
        assertTrue(claims.get("auth_time").isIntegralNumber());
        userInfo(tokens).body("$", not(hasKey("phone_number")));
    }

    @Test
    void everyRefreshAnswersAlike() {
        String wanted = "{\"userinfo\":{\"email\":null},\"id_token\":{\"nickname\":null}}";
        for (RelyingParty party : List.of(scene.web(), scene.app())) {
            Journey journey =
                    party.journey().with("scope", "openid offline_access").with("claims", wanted);
            Response tokens = tokens(party, journey);
            for (int i = 0; i < 3; i++) {
                tokens = party.refresh(tokens.path("refresh_token"));
                assertEquals("Jikun", claims(tokens).get("nickname").asText());
                userInfo(tokens).body("email", equalTo("wei@example.com"));
            }
        }
    }

    @Test
    void whatMayBeLargeIsForUserinfoAlone() {
        Response tokens = tokens(
                scene.web(),
                asking("{\"userinfo\":{\"identities\":null,\"custom_data\":null},"
                        + "\"id_token\":{\"identities\":null,\"custom_data\":null}}"));
        userInfo(tokens)
                .body("identities.alipay.details.name", equalTo("魏𠮷堃"))
                .body("custom_data", equalTo(Map.of("level", 3)));
        assertFalse(claims(tokens).has("identities"));
        assertFalse(claims(tokens).has("custom_data"));
    }

    @Test
    void whatDoesNotExistIsLeftOut() {
        Response tokens = tokens(
                scene.web(), asking("{\"userinfo\":{\"shoe_size\":{\"essential\":true}},\"id_token\":{\"iq\":null}}"));
        userInfo(tokens).body("keySet()", equalTo(Set.of("sub")));
        assertFalse(claims(tokens).has("iq"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "[]", "{\"userinfo\":1}", "{\"userinfo\":{\"email\":{\"essential\":\"yes\"}}}"})
    void whatIsNoClaimsRequestIsRefusedByRedirect(String claims) {
        Journey journey = asking(claims);
        String address = new Browser().get(journey.url()).location();
        assertEquals("invalid_request", parameter(address, "error"));
        assertEquals(journey.state(), parameter(address, "state"));
    }

    @Test
    void anEssentialLevelThatNobodyReachesIsRefused() {
        String address = new Browser()
                .get(asking("{\"id_token\":{\"acr\":{\"essential\":true,\"values\":[\"2\"]}}}")
                        .url())
                .location();
        assertEquals("unmet_authentication_requirements", parameter(address, "error"));
    }

    @Test
    void theLevelIsAlwaysTheOneThatThereIs() {
        for (String acr : List.of("{\"essential\":true}", "{\"essential\":true,\"values\":[\"2\",\"1\"]}", "null")) {
            Response tokens = tokens(scene.web(), asking("{\"id_token\":{\"acr\":" + acr + "}}"));
            assertEquals("1", claims(tokens).get("acr").asText());
        }
    }

    @Test
    void theNamedPersonPassesSilently() {
        Browser browser = new Browser();
        scene.web().signInAndRedeem(browser, WellKnown.PERSON);
        String address =
                browser.get(askingFor(wei).with("prompt", "none").url()).location();
        assertTrue(address.startsWith(scene.web().redirectUri() + "?code="), address);
    }

    @Test
    void nobodyAnswersForAnotherPerson() {
        Browser browser = new Browser();
        scene.web().signInAndRedeem(browser, "aisha");
        Journey journey = askingFor(wei);
        assertEquals(
                "login_required",
                parameter(browser.get(journey.with("prompt", "none").url()).location(), "error"));
        assertTrue(browser.get(journey.url()).location().startsWith(endpoint() + "/sign-in"));
        assertEquals("login_required", parameter(RelyingParty.signIn(browser, journey, "lin"), "error"));
        assertTrue(RelyingParty.signIn(browser, journey, WellKnown.PERSON).contains("?code="));
    }

    private Journey askingFor(String sub) {
        return asking("{\"id_token\":{\"sub\":{\"value\":\"" + sub + "\"}}}");
    }

    private Journey asking(String claims) {
        return scene.web().journey().with("scope", "openid").with("claims", claims);
    }

    private static JsonNode claims(Response tokens) {
        return Jwt.of(tokens.path("id_token")).claims();
    }
}
