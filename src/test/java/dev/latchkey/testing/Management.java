package dev.latchkey.testing;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;

/// Calls the management API as the configured administrator.
public final class Management {
    private Management() {}

    /// A request with a token that may do everything and, unless said otherwise, a JSON body.
    public static RequestSpecification admin() {
        return given().auth().oauth2(token("all")).contentType(ContentType.JSON);
    }

    /// An access token for the management API with this scope.
    public static String token(String scope) {
        return given().auth()
                .preemptive()
                .basic(TestEnvironment.ADMIN_ID, TestEnvironment.ADMIN_SECRET)
                .formParam("grant_type", "client_credentials")
                .formParam("resource", "urn:latchkey:management")
                .formParam("scope", scope)
                .when()
                .post("/oidc/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }
}
