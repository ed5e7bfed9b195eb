package dev.latchkey.client;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;

/// Without the setting nobody registers anything.
@QuarkusTest
class RegistrationOffTest {
    @Test
    void thereIsNoSuchPlace() {
        given().auth()
                .oauth2("x")
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/oidc/register")
                .then()
                .statusCode(404);
        given().auth().oauth2("x").get("/oidc/register/x").then().statusCode(404);
        given().get("/oidc/.well-known/openid-configuration").then().body("registration_endpoint", nullValue());
    }
}
