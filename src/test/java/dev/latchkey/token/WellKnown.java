package dev.latchkey.token;

import static io.restassured.RestAssured.given;

import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Jwt;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.Scene;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.Map;

/// Wei, of whom everything is known that can be.
final class WellKnown {
    static final String PERSON = "wei";

    static final Map<String, Object> PROFILE = Map.ofEntries(
            Map.entry("familyName", "魏"),
            Map.entry("givenName", "𠮷堃"),
            Map.entry("middleName", "M."),
            Map.entry("nickname", "Jikun"),
            Map.entry("preferredUsername", "jikun"),
            Map.entry("profile", "https://example.com/wei"),
            Map.entry("website", "https://wei.example.com"),
            Map.entry("gender", "male"),
            Map.entry("birthdate", "1990-02-28"),
            Map.entry("zoneinfo", "Asia/Shanghai"),
            Map.entry("locale", "zh-CN"),
            Map.entry(
                    "address",
                    Map.of(
                            "formatted", "1 Example Road\nHangzhou",
                            "streetAddress", "1 Example Road",
                            "locality", "Hangzhou",
                            "region", "Zhejiang",
                            "postalCode", "310000",
                            "country", "CN")));

    private WellKnown() {}

    /// Makes it known.
    ///
    /// @return Wei's id
    static String enter(Scene scene) {
        String id = Jwt.of(scene.web().signInAndRedeem(new Browser(), PERSON).path("id_token"))
                .claims()
                .get("sub")
                .asText();
        scene.admin()
                .request()
                .body(Map.of(
                        "username", "wei_jikun",
                        "primaryEmail", "wei@example.com",
                        "primaryPhone", "8613912345678",
                        "profile", PROFILE,
                        "customData", Map.of("level", 3)))
                .patch("/api/users/{id}", id)
                .then()
                .statusCode(200);
        return id;
    }

    /// The tokens that Wei's sign-in with this request brings.
    static Response tokens(RelyingParty party, RelyingParty.Journey journey) {
        Response tokens = party.signInAndRedeem(new Browser(), journey, PERSON);
        tokens.then().statusCode(200);
        return tokens;
    }

    static ValidatableResponse userInfo(Response tokens) {
        return given().auth()
                .preemptive()
                .oauth2((String) tokens.path("access_token"))
                .get("/oidc/me")
                .then()
                .statusCode(200);
    }
}
