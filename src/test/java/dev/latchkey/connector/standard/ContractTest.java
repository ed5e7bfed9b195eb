package dev.latchkey.connector.standard;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.ConnectorFactory;
import dev.latchkey.connector.kit.ConnectorContract;
import dev.latchkey.testing.OidcProvider;
import dev.latchkey.testing.StandardsForTests;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/// The connectors without code keep the contract.
class ContractTest {
    private static OidcProvider provider;

    @BeforeAll
    static void start() {
        provider = OidcProvider.start();
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @Nested
    class OidcContractTest extends ConnectorContract {
        @Override
        protected ConnectorFactory factory() {
            return new OidcFactory(StandardsForTests.fresh(Clock.systemUTC()));
        }

        @Override
        protected ObjectNode config() {
            return client().put("issuer", provider.issuer()).put("scope", "openid");
        }
    }

    @Nested
    class OAuth2ContractTest extends ConnectorContract {
        @Override
        protected ConnectorFactory factory() {
            return new OAuth2Factory(StandardsForTests.fresh(Clock.systemUTC()));
        }

        @Override
        protected ObjectNode config() {
            ObjectNode config = client().put("authorizationEndpoint", "https://provider.example/authorize")
                    .put("tokenEndpoint", provider.issuer() + "/token")
                    .put("userInfoEndpoint", provider.issuer() + "/userinfo")
                    .put("pkce", true);
            config.putObject("profileMap").put("id", "sub");
            return config;
        }
    }

    private static ObjectNode client() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("clientId", OidcProvider.CLIENT)
                .put("clientSecret", OidcProvider.SECRET);
    }
}
