package dev.latchkey.testing;

import static dev.latchkey.testing.Management.admin;

import io.restassured.response.ValidatableResponse;
import java.util.List;

/// Connectors of the [TestProvider], set up and cleared away by the management API.
public final class TestConnectors {
    public static final String CONFIG = "{\"appId\":\"app-1\",\"secret\":\"sesame\"}";

    private TestConnectors() {}

    public static ValidatableResponse create(String body) {
        return admin().body(body).when().post("/api/connectors").then();
    }

    /// @return the new connector's id
    public static String createOf(String factory) {
        return create("{\"connectorId\":\"" + factory + "\",\"config\":" + CONFIG + "}")
                .statusCode(200)
                .extract()
                .path("id");
    }

    /// Tests share one database.
    public static void removeAll() {
        List<String> ids = admin().when()
                .get("/api/connectors")
                .then()
                .extract()
                .path("findAll { it.target == '" + TestProvider.TARGET
                        + "' || it.connectorId.startsWith('test-') }.id");
        ids.forEach(id -> admin().when().delete("/api/connectors/" + id).then().statusCode(204));
    }
}
