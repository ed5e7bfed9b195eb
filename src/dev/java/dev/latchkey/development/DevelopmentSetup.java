package dev.latchkey.development;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.simulator.AlipaySimulator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// Sets up what a newcomer wants to find: a connector to the simulator and a demo application.
final class DevelopmentSetup {
    private static final String CONNECTOR_ID = "alipay";
    private static final String DEMO_NAME = "Latchkey demo";

    private final ManagementClient api;
    private final AlipaySimulator alipay;

    DevelopmentSetup(ManagementClient api, AlipaySimulator alipay) {
        this.api = api;
        this.alipay = alipay;
    }

    /// Makes the connector, or points an earlier one at the simulator's present port. One that the
    /// developer has set up for a real app is left alone.
    void connect() {
        Optional<JsonNode> present = alipayWeb();
        if (present.isEmpty()) {
            api.post(
                    "/connectors",
                    Map.of(
                            "id",
                            CONNECTOR_ID,
                            "connectorId",
                            "alipay-web",
                            "config",
                            SimulatorConnector.config(alipay)));
            api.patch("/sign-in-exp", Map.of("socialSignInConnectorTargets", List.of("alipay")));
        } else if (isSimulated(present.get())) {
            api.patch(
                    "/connectors/" + present.get().get("id").asText(),
                    Map.of("config", SimulatorConnector.config(alipay)));
        }
    }

    /// The id of the demo application, made at the first start.
    String demoApplication(String redirectUri, String home) {
        Map<String, Object> oidc =
                Map.of("redirectUris", List.of(redirectUri), "postLogoutRedirectUris", List.of(home));
        Optional<JsonNode> present = stream(api.get("/applications").orElseThrow())
                .filter(application -> DEMO_NAME.equals(application.get("name").asText()))
                .findFirst();
        return present.map(application -> {
                    String id = application.get("id").asText();
                    return api.patch("/applications/" + id, Map.of("oidcClientMetadata", oidc));
                })
                .orElseGet(() ->
                        api.post("/applications", Map.of("name", DEMO_NAME, "type", "SPA", "oidcClientMetadata", oidc)))
                .get("id")
                .asText();
    }

    private Optional<JsonNode> alipayWeb() {
        return stream(api.get("/connectors").orElseThrow())
                .filter(connector ->
                        "alipay-web".equals(connector.get("connectorId").asText()))
                .findFirst();
    }

    private static boolean isSimulated(JsonNode connector) {
        return AlipaySimulator.DEFAULT_APP_ID.equals(
                connector.path("config").path("appId").asText());
    }

    private static java.util.stream.Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
