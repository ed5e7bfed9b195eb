package dev.latchkey;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static dev.latchkey.testing.RelyingParty.parameter;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Jwt;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What unmodified Logto SDKs put on the wire and expect back, case by case.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SdkContractTest {
    private Scene scene;

    @BeforeAll
    void setTheScene() {
        scene = Scene.set();
    }

    @AfterAll
    void close() {
        scene.close();
    }

    @Test
    void publicEndpointsDoNotMindABasicHeaderEvenAWrongOne() {
        given().auth()
                .preemptive()
                .basic("nobody", "wrong")
                .get("/oidc/.well-known/openid-configuration")
                .then()
                .statusCode(200)
                .body("issuer", equalTo(endpoint() + "/oidc"));
        given().auth()
                .preemptive()
                .basic("nobody", "wrong")
                .get("/oidc/jwks")
                .then()
                .statusCode(200);
    }

    @Test
    void revocationTakesABasicHeaderAndAnswersAnEmpty200ForAnyToken() {
        scene.web()
                .authenticated()
                .formParam("token", "unknown")
                .post("/oidc/token/revocation")
                .then()
                .statusCode(200)
                .body(equalTo(""));
    }

    @Test
    void aWebAppRedeemsItsCodeWithBasicAndClientIdInTheBody() {
        scene.web()
                .signInAndRedeem(new Browser(), "lin")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("Cache-Control", equalTo("no-store"))
                .body("token_type", equalTo("Bearer"))
                .body("access_token", notNullValue())
                .body("id_token", notNullValue())
                .body("refresh_token", notNullValue())
                .body("expires_in", instanceOf(Integer.class))
                .body("scope", equalTo("openid offline_access profile"));
    }

    @Test
    void aNativeAppRedeemsItsCodeWithPkceAndWithoutASecret() {
        scene.app().signInAndRedeem(new Browser(), "lin").then().statusCode(200).body("id_token", notNullValue());
    }

    @Test
    void aNativeAppWithoutItsVerifierGetsInvalidGrant() {
        RelyingParty.Journey journey = scene.app().journey();
        String code = parameter(RelyingParty.signIn(new Browser(), journey, "lin"), "code");
        scene.app()
                .token(Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "redirect_uri",
                        scene.app().redirectUri()))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_grant"));
    }

    @Test
    void theIdTokenHasAStringAudienceAndAKeyIdAndIsRs256() {
        Jwt idToken = Jwt.of(scene.web().signInAndRedeem(new Browser(), "lin").path("id_token"));
        assertTrue(idToken.claims().get("aud").isTextual());
        assertEquals(scene.web().id(), idToken.claims().get("aud").asText());
        assertEquals("RS256", idToken.header().get("alg").asText());
        assertTrue(idToken.isSignedByPublishedKey());
        assertTrue(idToken.claims().get("iat").isIntegralNumber());
        assertTrue(idToken.claims().get("exp").isIntegralNumber());
    }

    @Test
    void anApplicationCanHaveItsIdTokensSignedWithEs256() {
        RelyingParty app = scene.admin()
                .application(
                        "Traditional",
                        Map.of("redirectUris", List.of("http://localhost:3000/callback")),
                        Map.of("idTokenSignedResponseAlg", "ES256"));
        Jwt idToken = Jwt.of(app.signInAndRedeem(new Browser(), "lin").path("id_token"));
        assertEquals("ES256", idToken.header().get("alg").asText());
        assertTrue(idToken.isSignedByPublishedKey());
    }

    @Test
    void refreshAnswersEveryFieldAlsoWhenNothingRotatedAndIssuesAFreshIdToken() {
        Response first = scene.web().signInAndRedeem(new Browser(), "lin");
        String refreshToken = first.path("refresh_token");
        Response refreshed = scene.web().refresh(refreshToken);
        refreshed
                .then()
                .statusCode(200)
                .body("refresh_token", equalTo(refreshToken))
                .body("scope", equalTo("openid offline_access profile"))
                .body("expires_in", instanceOf(Integer.class))
                .body("id_token", notNullValue());
        long issued = Jwt.of(refreshed.path("id_token")).claims().get("iat").asLong();
        assertTrue(Math.abs(Instant.now().getEpochSecond() - issued) < 10);
    }

    @Test
    void anEmptyScopeIsAnEmptyString() {
        RelyingParty app = scene.admin()
                .application(
                        "Traditional",
                        Map.of("redirectUris", List.of("http://localhost:3000/callback")),
                        Map.of("alwaysIssueRefreshToken", true));
        Response tokens = app.signInAndRedeem(new Browser(), app.journey().without("scope"), "lin");
        tokens.then().statusCode(200).body("scope", equalTo("")).body("$", not(hasKey("id_token")));
        app.refresh(tokens.path("refresh_token")).then().statusCode(200).body("scope", equalTo(""));
    }

    @Test
    void promptConsentOfAFirstPartyAppShowsNoPageAndYieldsARefreshToken() {
        Browser browser = new Browser();
        scene.web().signInAndRedeem(browser, "lin");
        RelyingParty.Journey again = scene.web().journey();
        String address = browser.get(again.url()).location();
        assertTrue(address.startsWith(scene.web().redirectUri() + "?code="));
        scene.web().redeem(parameter(address, "code"), again).then().body("refresh_token", notNullValue());
    }

    @Test
    void theAuthorizationResponseHoldsCodeStateAndIssuer() {
        RelyingParty.Journey journey = scene.web().journey();
        String address = RelyingParty.signIn(new Browser(), journey, "lin");
        assertEquals(journey.state(), parameter(address, "state"));
        assertEquals(endpoint() + "/oidc", parameter(address, "iss"));
        assertTrue(parameter(address, "code").length() >= 43);
    }

    @Test
    void unknownParametersAreIgnoredAndRepeatedResourcesKept() {
        scene.admin()
                .request()
                .body(Map.of("name", "Shop", "indicator", "https://shop.example.com"))
                .post("/api/resources");
        scene.admin()
                .request()
                .body(Map.of("name", "Stock", "indicator", "https://stock.example.com"))
                .post("/api/resources");
        RelyingParty.Journey journey = scene.web().journey().with("whatever", "is ignored");
        String url =
                journey.url() + "&resource=https%3A%2F%2Fshop.example.com&resource=https%3A%2F%2Fstock.example.com";
        Browser browser = new Browser();
        RelyingParty.signIn(browser, journey, "lin");
        String refreshToken = scene.web()
                .redeem(parameter(browser.get(url).location(), "code"), journey)
                .path("refresh_token");
        for (String resource : List.of("https://shop.example.com", "https://stock.example.com")) {
            Response tokens = scene.web()
                    .token(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken, "resource", resource));
            Jwt token = Jwt.of(tokens.path("access_token"));
            assertEquals(resource, token.claims().get("aud").asText());
            assertEquals("at+jwt", token.header().get("typ").asText());
            assertTrue(token.isSignedByPublishedKey());
        }
        scene.web()
                .token(Map.of(
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        refreshToken,
                        "resource",
                        "https://other.example.com"))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_target"));
    }

    @Test
    void theReservedOrganizationsResourceIsNotRefused() {
        RelyingParty.Journey journey = scene.web().journey().with("resource", "urn:logto:resource:organizations");
        assertTrue(RelyingParty.signIn(new Browser(), journey, "lin").contains("?code="));
    }

    @Test
    void anUnknownResourceIsAnInvalidTarget() {
        RelyingParty.Journey journey = scene.web().journey().with("resource", "https://unknown.example.com");
        String address = new Browser().get(journey.url()).location();
        assertEquals("invalid_target", parameter(address, "error"));
        assertEquals(journey.state(), parameter(address, "state"));
    }

    @Test
    void signOutWithClientIdAndAddressGoesBackToTheWebApp() {
        Browser browser = new Browser();
        scene.web().signInAndRedeem(browser, "lin");
        Browser.Answer out = browser.get(endpoint() + "/oidc/session/end?client_id="
                + scene.web().id() + "&post_logout_redirect_uri=http%3A%2F%2Flocalhost%3A3000");
        assertEquals(303, out.status());
        assertEquals("http://localhost:3000", out.header("location"));
        assertTrue(browser.get(scene.web().journey().url()).location().startsWith(endpoint() + "/sign-in"));
    }

    @Test
    void signOutGoesBackToACustomSchemeByARealRedirect() {
        Browser browser = new Browser();
        scene.app().signInAndRedeem(browser, "lin");
        Browser.Answer out = browser.get(endpoint() + "/oidc/session/end?client_id="
                + scene.app().id() + "&post_logout_redirect_uri=com.example.app%3A%2F%2Fcallback%2Fsign-out");
        assertEquals(303, out.status());
        assertEquals("com.example.app://callback/sign-out", out.header("location"));
    }

    @Test
    void anEmptyPathAndASlashAreTheSamePostLogoutAddress() {
        RelyingParty app = scene.admin()
                .application(
                        "Traditional",
                        Map.of(
                                "redirectUris", List.of("http://localhost:3000/callback"),
                                "postLogoutRedirectUris", List.of("http://localhost:3000")),
                        Map.of());
        Browser.Answer out = new Browser()
                .get(endpoint() + "/oidc/session/end?client_id=" + app.id()
                        + "&post_logout_redirect_uri=http%3A%2F%2Flocalhost%3A3000%2F");
        assertEquals("http://localhost:3000/", out.header("location"));
    }

    @Test
    void anAddressThatIsNotRegisteredForSignOutIsRefused() {
        given().accept("*/*")
                .redirects()
                .follow(false)
                .queryParam("client_id", scene.web().id())
                .queryParam("post_logout_redirect_uri", "http://evil.example.com/")
                .get("/oidc/session/end")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"))
                .body("error_description", equalTo("post_logout_redirect_uri is not registered"));
    }

    @Test
    void errorsHoldBothShapes() {
        scene.app()
                .token(Map.of("grant_type", "refresh_token", "refresh_token", "unknown"))
                .then()
                .statusCode(400)
                .body("code", equalTo("oidc.invalid_grant"))
                .body("message", equalTo("refresh token is unknown"))
                .body("error", equalTo("invalid_grant"))
                .body("error_description", equalTo("refresh token is unknown"));
    }

    @Test
    void parseErrorFalseLeavesOutWhatForeignClientsMisread() {
        given().formParam("grant_type", "refresh_token")
                .formParam("client_id", scene.app().id())
                .formParam("refresh_token", "unknown")
                .post("/oidc/token?parse_error=false")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_grant"))
                .body("$", not(hasKey("code")));
    }

    @Test
    void userinfoAnswersGetAndPost() {
        String token = scene.app().signInAndRedeem(new Browser(), "lin").path("access_token");
        given().auth()
                .preemptive()
                .oauth2(token)
                .get("/oidc/me")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("name", equalTo("林小雨🌧"))
                .body("picture", equalTo("https://avatars.example.com/lin.png"))
                .body("username", nullValue())
                .body("sub", matchesPattern("[0-9a-z]{12}"));
        given().auth()
                .preemptive()
                .oauth2(token)
                .post("/oidc/me")
                .then()
                .statusCode(200)
                .body("name", equalTo("林小雨🌧"));
        given().formParam("access_token", token).post("/oidc/me").then().statusCode(200);
    }

    @Test
    void userinfoShowsIdentitiesByTargetWhenTheirScopeWasGranted() {
        RelyingParty.Journey journey = scene.web().journey().with("scope", "openid profile identities custom_data");
        String token =
                scene.web().signInAndRedeem(new Browser(), journey, "lin").path("access_token");
        given().auth()
                .preemptive()
                .oauth2(token)
                .get("/oidc/me")
                .then()
                .statusCode(200)
                .body("identities.alipay.userId", notNullValue())
                .body("identities.alipay.details.name", equalTo("林小雨🌧"))
                .body("custom_data", equalTo(Map.of()));
    }

    @Test
    void userinfoRefusesATokenForAnApi() {
        scene.admin()
                .request()
                .body(Map.of("name", "Api", "indicator", "https://api.example.com"))
                .post("/api/resources");
        RelyingParty.Journey journey = scene.web().journey().with("resource", "https://api.example.com");
        String refreshToken =
                scene.web().signInAndRedeem(new Browser(), journey, "lin").path("refresh_token");
        String token = scene.web()
                .token(Map.of(
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        refreshToken,
                        "resource",
                        "https://api.example.com"))
                .path("access_token");
        given().auth()
                .preemptive()
                .oauth2(token)
                .get("/oidc/me")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", matchesPattern("Bearer .*error=\"invalid_token\".*"))
                .body("error", equalTo("invalid_token"));
    }

    @Test
    void userinfoNeedsTheScopeOpenid() {
        String token = scene.web()
                .signInAndRedeem(new Browser(), scene.web().journey().with("scope", "profile"), "lin")
                .path("access_token");
        given().auth()
                .preemptive()
                .oauth2(token)
                .get("/oidc/me")
                .then()
                .statusCode(403)
                .body("error", equalTo("insufficient_scope"));
    }

    @Test
    void directSignInLeadsToTheConnectorWithoutThePage() {
        Browser.Answer answer = new Browser()
                .get(scene.app()
                        .journey()
                        .with("direct_sign_in", "social:alipay")
                        .url());
        assertEquals(303, answer.status());
        assertTrue(
                answer.location().startsWith(scene.alipay().authorizationPage().toString()));
    }

    @Test
    void anUnknownDirectTargetFallsBackToThePage() {
        Browser.Answer answer = new Browser()
                .get(scene.app()
                        .journey()
                        .with("direct_sign_in", "social:unknown")
                        .url());
        assertTrue(answer.location().startsWith(endpoint() + "/sign-in?id="));
    }

    @Test
    void theClaimsHaveTheTypesThatTheSdksCheck() {
        RelyingParty.Journey journey = scene.web().journey().with("scope", "openid offline_access profile email phone");
        JsonNode claims = Jwt.of(scene.web()
                        .signInAndRedeem(new Browser(), journey, "noname")
                        .path("id_token"))
                .claims();
        for (String claim : List.of(
                "name", "picture", "username", "email", "email_verified", "phone_number", "phone_number_verified")) {
            assertFalse(claims.has(claim), claim); // absent or of its type: null would do for text alone
        }
        assertTrue(claims.get("created_at").asLong() > 1_600_000_000_000L);
        assertInstanceOf(Number.class, claims.get("updated_at").numberValue());
        assertNotEquals("", claims.get("sub").asText());
    }

    @Test
    void theJwksIsServedAsSuch() {
        given().get("/oidc/jwks")
                .then()
                .statusCode(200)
                .contentType("application/jwk-set+json")
                .body("keys.use", equalTo(List.of("sig", "sig")))
                .body("keys.find { it.kty == 'RSA' }.alg", equalTo("RS256"))
                .body("keys.find { it.kty == 'EC' }.crv", equalTo("P-256"))
                .body("keys[0]", not(hasKey("d")));
    }
}
