package dev.latchkey.session;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.platform.Database;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Jwt;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Administrators see where a person is signed in, and end it at once.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UserSessionsAndGrantsTest {
    @Inject
    Database database;

    private Scene scene;
    private Browser browser;
    private Response tokens;
    private String userId;

    @BeforeAll
    void setTheScene() {
        scene = Scene.set();
    }

    @AfterAll
    void close() {
        scene.close();
    }

    @BeforeEach
    void somebodyNewSignsIn() {
        browser = new Browser();
        tokens = scene.app().signInAndRedeem(browser, "lin");
        userId = Jwt.of(tokens.path("id_token")).claims().get("sub").asText();
        List<String> others = get("/sessions").extract().path("sessions.id");
        String own = Jwt.of(tokens.path("id_token")).claims().get("sid").asText();
        others.stream()
                .filter(id -> !id.equals(own))
                .forEach(id -> delete("/sessions/" + id + "?revokeGrantsTarget=all", 204));
    }

    @Test
    void showsWhereAPersonIsSignedIn() {
        String sid = Jwt.of(tokens.path("id_token")).claims().get("sid").asText();
        get("/sessions")
                .body("sessions.id", contains(sid))
                .body("sessions[0].applicationIds", contains(scene.app().id()));
        get("/sessions/" + sid).body("amr", contains("ext")).body("userId", equalTo(userId));
    }

    @Test
    void endingASessionLeavesWhatMayBeUsedOffline() {
        String sid = Jwt.of(tokens.path("id_token")).claims().get("sid").asText();
        delete("/sessions/" + sid, 204);
        assertTrue(browser.get(scene.app().journey().url()).location().startsWith(endpoint() + "/sign-in"));
        scene.app().refresh(tokens.path("refresh_token")).then().statusCode(200);
        delete("/sessions/" + sid, 404);
        scene.admin()
                .request()
                .queryParam("logKey", "Session.End")
                .queryParam("userId", userId)
                .get("/api/logs")
                .then()
                .statusCode(200)
                .body("payload.findAll { it.sessionId == '" + sid + "' }.method", contains("Administrator"));
    }

    @Test
    void endingASessionWithItsGrantsEndsTheTokensAtOnce() {
        String sid = Jwt.of(tokens.path("id_token")).claims().get("sid").asText();
        delete("/sessions/" + sid + "?revokeGrantsTarget=all", 204);
        scene.app().refresh(tokens.path("refresh_token")).then().statusCode(400);
        given().auth()
                .preemptive()
                .oauth2((String) tokens.path("access_token"))
                .get("/oidc/me")
                .then()
                .statusCode(401);
    }

    @Test
    void endingASessionWithTheGrantsOfOwnApplicationsLeavesThoseOfThirdParties() {
        RelyingParty partner = scene.admin()
                .thirdParty("Partner", Map.of("redirectUris", List.of("https://partner.example/callback")), Map.of());
        RelyingParty.Journey journey = partner.journey();
        Browser.Answer page = browser.follow(journey.url(), endpoint());
        Browser.Answer allowed = browser.post(
                endpoint() + page.action("/consent"),
                Map.of("csrf", page.field("csrf"), "session", page.field("session"), "answer", "allow"));
        Response foreign = partner.redeem(
                RelyingParty.parameter(
                        browser.follow(allowed.location(), endpoint()).location(), "code"),
                journey);
        String sid = Jwt.of(tokens.path("id_token")).claims().get("sid").asText();

        delete("/sessions/" + sid + "?revokeGrantsTarget=firstParty", 204);

        scene.app().refresh(tokens.path("refresh_token")).then().statusCode(400);
        partner.refresh(foreign.path("refresh_token")).then().statusCode(200);
    }

    @Test
    void tellsWhenAPersonWillBeSignedOutAndWhy() {
        RelyingParty impatient = scene.admin()
                .application(
                        "Traditional",
                        Map.of("redirectUris", List.of("http://localhost:3000/callback")),
                        Map.of("refreshTokenTtlInDays", 2));
        impatient.signInAndRedeem(new Browser(), "lin");
        ValidatableResponse answer = get("/grants?applicationId=" + impatient.id());
        answer.body("grants", hasSize(1))
                .body("grants[0].cause", equalTo("customClientMetadata.refreshTokenTtlInDays"));
        long end = answer.extract().path("grants[0].signedOutAt");
        assertTrue(Math.abs(Instant.now().plus(Duration.ofDays(2)).toEpochMilli() - end) < 60_000);
        get("/grants?applicationId=" + scene.app().id())
                .body("grants[0].cause", equalTo("latchkey.token.refresh-token-lifetime"));
    }

    /// The row lives on until its absolute end; what is listed is what still can do something.
    @Test
    void aGrantOfWhichNothingIsAliveIsNotListed() {
        String path = "/grants?applicationId=" + scene.app().id();
        String id = get(path).extract().path("grants[0].id");
        database.update("update refresh_tokens set expires_at = now() where grant_id = ?", id);
        get(path).body("grants.find { it.id == '" + id + "' }.cause", equalTo("latchkey.token.access-token-lifetime"));
        database.update("update access_tokens set expires_at = now() where grant_id = ?", id);
        get(path)
                .body("grants.find { it.id == '" + id + "' }.sessionId", notNullValue())
                .body("grants.find { it.id == '" + id + "' }.signedOutAt", nullValue())
                .body("grants.find { it.id == '" + id + "' }.cause", nullValue());
        delete(
                "/sessions/"
                        + Jwt.of(tokens.path("id_token")).claims().get("sid").asText(),
                204);
        get(path).body("grants.id", not(hasItem(id)));
    }

    @Test
    void aTokenForAnApiIsWhyAGrantIsListed() {
        String api = "https://listed.example.com";
        scene.admin()
                .request()
                .body(Map.of("name", "Listed", "indicator", api, "accessTokenTtl", 7200))
                .post("/api/resources");
        RelyingParty.Journey journey =
                scene.web().journey().with("scope", "openid").with("resource", api);
        scene.web().signInAndRedeem(new Browser(), journey, "lin").then().statusCode(200);
        get("/grants?applicationId=" + scene.web().id())
                .body("grants[0].cause", equalTo("accessTokenTtl of the resource"))
                .body(
                        "grants[0].signedOutAt",
                        greaterThan(Instant.now().plusSeconds(7000).toEpochMilli()));
    }

    @Test
    void manyAreReadPageByPage() {
        String application = scene.admin().webApp().id();
        for (int i = 0; i < 3; i++) {
            database.update(
                    "with made as (insert into grants (id, user_id, application_id, scope, auth_time, amr, sid,"
                            + " created_at, expires_at) select ? || lpad(n::text, 20, '0'), ?, ?, 'openid', now(),"
                            + " '{}', 's', now() - make_interval(secs => n), now() + interval '1 day'"
                            + " from generate_series(1, 50) n returning id)"
                            + " insert into refresh_tokens (hash, grant_id, issued_at, expires_at, ends_at)"
                            + " select sha256(id::bytea), id, now(), now() + interval '1 day',"
                            + " now() + interval '1 day' from made",
                    "abc".substring(i, i + 1),
                    userId,
                    application);
        }
        String path = "/grants?applicationId=" + application;
        get(path).body("grants", hasSize(100)).header("Total-Number", equalTo("150"));
        get(path + "&page=2&page_size=100")
                .body("grants", hasSize(50))
                .header("Total-Number", equalTo("150"))
                .header("Link", containsString("rel=\"last\""));
        String oldest = get(path + "&page=150&page_size=1").extract().path("grants[0].id");
        delete("/grants/" + oldest, 204);
        get(path + "&page=151&page_size=1").body("grants", empty()).header("Total-Number", equalTo("149"));
        get("/sessions?page=1&page_size=1").body("sessions", hasSize(1)).header("Total-Number", notNullValue());
        get("/sessions?page=1000&page_size=1").body("sessions", empty());
        scene.admin()
                .request()
                .get("/api/users/" + userId + "/grants?page=0")
                .then()
                .statusCode(400);
    }

    @Test
    void endingAGrantEndsItsTokensAtOnce() {
        String grant =
                get("/grants?applicationId=" + scene.app().id()).extract().path("grants[0].id");
        delete("/grants/" + grant, 204);
        scene.app().refresh(tokens.path("refresh_token")).then().statusCode(400);
        delete("/grants/" + grant, 404);
    }

    @Test
    void nobodyElsesSessionsAndGrantsCanBeNamed() {
        String sid = Jwt.of(tokens.path("id_token")).claims().get("sid").asText();
        String other = Jwt.of(
                        scene.app().signInAndRedeem(new Browser(), "aisha").path("id_token"))
                .claims()
                .get("sub")
                .asText();
        scene.admin()
                .request()
                .delete("/api/users/" + other + "/sessions/" + sid)
                .then()
                .statusCode(404);
        scene.admin().request().get("/api/users/unknown/sessions").then().statusCode(404);
        scene.admin().request().get("/api/users/unknown/grants").then().statusCode(404);
        scene.admin()
                .request()
                .delete("/api/users/" + userId + "/sessions/" + sid + "?revokeGrantsTarget=x")
                .then()
                .statusCode(400);
        get("/grants?applicationId=unknown").body("grants", empty());
    }

    private ValidatableResponse get(String path) {
        return scene.admin().request().get("/api/users/" + userId + path).then().statusCode(200);
    }

    private void delete(String path, int status) {
        scene.admin().request().delete("/api/users/" + userId + path).then().statusCode(status);
    }
}
