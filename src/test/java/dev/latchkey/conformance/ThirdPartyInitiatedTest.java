package dev.latchkey.conformance;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.latchkey.testing.RegistrationSwitchedOn;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Plan `3rdparty`: where a third party lets a sign-in begin (OIDC Core §4).
@QuarkusTest
@TestProfile(RegistrationSwitchedOn.class)
class ThirdPartyInitiatedTest {
    private static final String LOGIN = "https://suite.example/test/a/latchkey/login";

    @Test
    void initiateLoginUriIsKeptAndGivenBack() {
        try (Scene scene = Scene.set()) {
            Response registered = Registrar.register(scene, Map.of("initiate_login_uri", LOGIN));
            registered.then().statusCode(201).body("initiate_login_uri", equalTo(LOGIN));
            given().auth()
                    .oauth2((String) registered.path("registration_access_token"))
                    .get(registered.<String>path("registration_client_uri"))
                    .then()
                    .statusCode(200)
                    .body("initiate_login_uri", equalTo(LOGIN));
        }
    }

    @Test
    void initiateLoginUriThatIsNotHttpsIsRefused() {
        try (Scene scene = Scene.set()) {
            Registrar.register(scene, Map.of("initiate_login_uri", LOGIN.replace("https:", "http:")))
                    .then()
                    .statusCode(400)
                    .body("error", equalTo("invalid_client_metadata"))
                    .body("error_description", notNullValue());
        }
    }
}
