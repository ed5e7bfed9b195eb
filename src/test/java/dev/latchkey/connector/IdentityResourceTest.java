package dev.latchkey.connector;

import static dev.latchkey.testing.Management.admin;
import static dev.latchkey.testing.TestConnectors.createOf;
import static dev.latchkey.testing.TestProvider.WEB;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import dev.latchkey.testing.TestConnectors;
import dev.latchkey.testing.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Reference section 6: an administrator links who a person is at a social provider.
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
class IdentityResourceTest {
    @AfterEach
    void removeConnectors() {
        TestConnectors.removeAll();
    }

    @Test
    void linksWhoTheProviderSaysThePersonIs() {
        String user = user();
        String connector = createOf(WEB);

        link(user, connector, "{\"code\":\"is:ann\",\"state\":\"s\"}")
                .statusCode(200)
                .body("$", aMapWithSize(1))
                .body("test.userId", equalTo("ann"))
                .body("test.details.parameters", equalTo("code"))
                .body("test.details.returnAddress", endsWith("/callback/" + connector));
    }

    @Test
    void tellsTheProviderWhereThePersonCameBackTo() {
        link(user(), createOf(WEB), "{\"code\":\"is:bea\",\"redirectUri\":\"https://app.example.com/back\"}")
                .statusCode(200)
                .body("test.details.returnAddress", equalTo("https://app.example.com/back"));
    }

    @Test
    void bringsBackWhatTheConnectorLeftWhenTheVisitBegan() {
        String connector = createOf(WEB);
        String session = session(connector, "s-1");

        link(user(), connector, "{\"code\":\"is:una\",\"state\":\"s-1\",\"session\":\"" + session + "\"}")
                .statusCode(200)
                .body("test.details.nonce", equalTo("of s-1"))
                .body("test.details.parameters", equalTo("code"));
    }

    @Test
    void refusesWhatTheConnectorLeftForAnotherVisit() {
        String connector = createOf(WEB);
        String session = session(connector, "s-1");

        link(user(), connector, "{\"code\":\"is:una\",\"state\":\"s-2\",\"session\":\"" + session + "\"}")
                .statusCode(400)
                .body("details", containsString("connectorData.session"));
        link(user(), connector, "{\"code\":\"is:una\",\"state\":\"s-1\",\"session\":\"?\"}")
                .statusCode(400)
                .body("details", containsString("connectorData.session"));
    }

    private static String session(String connector, String state) {
        return admin().body("{\"state\":\"" + state + "\",\"redirectUri\":\"https://app.example.com/back\"}")
                .when()
                .post("/api/connectors/" + connector + "/authorization-uri")
                .then()
                .statusCode(200)
                .extract()
                .path("session");
    }

    @Test
    void putsAnIdentityInThePlaceOfAnEarlierOne() {
        String user = user();
        String connector = createOf(WEB);
        link(user, connector, "{\"code\":\"is:cora\"}").statusCode(200);

        link(user, connector, "{\"code\":\"is:cora-2\"}")
                .statusCode(200)
                .body("$", aMapWithSize(1))
                .body("test.userId", equalTo("cora-2"));
        link(user, connector, "{\"code\":\"is:cora-2\"}").statusCode(200);
    }

    @Test
    void refusesAnIdentityOfAnotherPerson() {
        String connector = createOf(WEB);
        link(user(), connector, "{\"code\":\"is:dora\"}").statusCode(200);
        String other = user();

        link(other, connector, "{\"code\":\"is:dora\"}")
                .statusCode(422)
                .body("code", equalTo("user.identity_already_in_use"));
        admin().when().get("/api/users/" + other).then().body("identities", anEmptyMap());
    }

    @Test
    void knowsNoOtherUsersAndConnectors() {
        String connector = createOf(WEB);

        link("nobody", connector, "{\"code\":\"is:eve\"}").statusCode(404).body("code", equalTo("entity.not_found"));
        link(user(), "unknown", "{\"code\":\"is:eve\"}")
                .statusCode(422)
                .body("code", equalTo("session.invalid_connector_id"));
    }

    @Test
    void passesOnWhatTheProviderComplainsOf() {
        link(user(), createOf(WEB), "{\"code\":\"wrong\"}")
                .statusCode(401)
                .body("code", equalTo("connector.social_auth_code_invalid"))
                .body("message", equalTo("The code is not valid."))
                .body("data.sub_code", equalTo("test.code"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|connectorData",
                "null|connectorData",
                "{\"code\":1}|connectorData.code",
                "{\"code\":null}|connectorData[code]",
                "{\"code\":\"is:\\u0000\"}|connectorData.code",
                "{\"code\":\"is:f\",\"redirectUri\":\"back\"}|connectorData.redirectUri",
            })
    void refusesDataThatNoProviderSends(String data, String place) {
        link(user(), createOf(WEB), data)
                .statusCode(400)
                .body("code", equalTo("guard.invalid_input"))
                .body("details", containsString(place));
    }

    private static String user() {
        return admin().body("{}")
                .when()
                .post("/api/users")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }

    private static ValidatableResponse link(String user, String connector, String data) {
        return admin().body("{\"connectorId\":\"" + connector + "\",\"connectorData\":" + data + "}")
                .when()
                .post("/api/users/" + user + "/identities")
                .then();
    }
}
