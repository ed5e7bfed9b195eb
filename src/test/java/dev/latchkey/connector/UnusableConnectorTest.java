package dev.latchkey.connector;

import static dev.latchkey.testing.Management.admin;
import static dev.latchkey.testing.TestConnectors.CONFIG;
import static dev.latchkey.testing.TestConnectors.createOf;
import static dev.latchkey.testing.TestProvider.NATIVE;
import static dev.latchkey.testing.TestProvider.WEB;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.platform.Database;
import dev.latchkey.testing.TestConnectors;
import dev.latchkey.testing.TestEnvironment;
import dev.latchkey.testing.TestProvider;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A stored configuration that does not work any more stands in nobody's way.
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
class UnusableConnectorTest {
    @Inject
    Connectors connectors;

    @Inject
    StoredConfigs configs;

    @Inject
    Database database;

    @BeforeEach
    @AfterEach
    void removeConnectors() {
        TestConnectors.removeAll();
    }

    @Test
    void leavesOutTheOneThatDoesNotOpen() {
        String broken = createOf(WEB);
        String healthy = createOf(NATIVE);

        store(broken, new byte[] {1, 2, 3});

        assertEquals(List.of(healthy), usable());
    }

    @Test
    void leavesOutTheOneThatTheFactoryRefuses() {
        String broken = createOf(WEB);

        store(broken, configs.seal(broken, object().put("appId", "app-1")));

        assertEquals(List.of(), usable());
        find(broken).body("config.appId", equalTo("app-1")).body("warnings[0]", containsString("secret is missing."));
    }

    @Test
    void opensNoConfigurationThatWasCopiedFromAnotherConnector() {
        String broken = createOf(WEB);

        store(broken, configs.seal("another", object().put("appId", "app-1").put("secret", "sesame")));

        assertEquals(List.of(), usable());
    }

    @Test
    void leavesOutTheOneWhoseFactoryIsGone() {
        String orphan = createOf(WEB);

        database.update("update connectors set factory_id = 'gone' where id = ?", orphan);
        connectors.forgetChanged(new ConnectorChanged(orphan));

        assertEquals(List.of(), usable());
        find(orphan)
                .body("connectorId", equalTo("gone"))
                .body("target", equalTo("test"))
                .body("config", anEmptyMap())
                .body("warnings[0]", containsString("nothing here knows gone"));
        change(orphan, "{\"config\":" + CONFIG + "}")
                .statusCode(422)
                .body("code", equalTo("connector.not_found_with_connector_id"));
    }

    @Test
    void showsItToAdministratorsAndLetsThemMendIt() {
        String broken = createOf(WEB);
        store(broken, new byte[] {1, 2, 3});

        find(broken).body("config", anEmptyMap()).body("warnings[0]", containsString("does not open"));
        change(broken, "{\"config\":{\"appId\":\"app-1\",\"secret\":\"********\"}}")
                .statusCode(400)
                .body("code", equalTo("connector.invalid_config"));
        change(broken, "{\"config\":" + CONFIG + "}").statusCode(200).body("$", not(hasKey("warnings")));

        assertEquals(List.of(broken), usable());
    }

    private void store(String id, byte[] sealed) {
        database.update("update connectors set config_sealed = ? where id = ?", sealed, id);
        connectors.forgetChanged(new ConnectorChanged(id));
    }

    private List<String> usable() {
        return connectors.all().stream()
                .filter(connector -> connector.metadata().target().equals(TestProvider.TARGET))
                .map(ConfiguredConnector::id)
                .toList();
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ValidatableResponse find(String id) {
        return admin().when().get("/api/connectors/" + id).then().statusCode(200);
    }

    private static ValidatableResponse change(String id, String body) {
        return admin().body(body).when().patch("/api/connectors/" + id).then();
    }
}
