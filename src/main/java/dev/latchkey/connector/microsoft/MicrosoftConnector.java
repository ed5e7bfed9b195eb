package dev.latchkey.connector.microsoft;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.Arrival;
import dev.latchkey.connector.ExternalIdentity;
import dev.latchkey.connector.standard.Claims;
import dev.latchkey.connector.standard.OidcConfig;
import dev.latchkey.connector.standard.OidcConnector;
import dev.latchkey.connector.standard.Standards;
import java.util.HashMap;
import java.util.Map;

/// An administrator of any tenant can write any address into a person's profile: it is verified only where
/// Microsoft says that the tenant owns the domain (`xms_edov`).
final class MicrosoftConnector extends OidcConnector {
    private static final Map<String, String> PATHS = paths();

    MicrosoftConnector(OidcConfig config, Standards standards) {
        super(config, standards);
    }

    @Override
    protected ExternalIdentity identity(ObjectNode claims, Arrival arrival) {
        return new Claims(claims, PATHS).identity();
    }

    private static Map<String, String> paths() {
        Map<String, String> paths = new HashMap<>(Claims.STANDARD);
        paths.put("emailVerified", "xms_edov");
        return paths;
    }
}
