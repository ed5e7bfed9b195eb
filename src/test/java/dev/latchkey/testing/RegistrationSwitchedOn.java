package dev.latchkey.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/// Applications may register themselves, which they may not unless it is switched on.
public final class RegistrationSwitchedOn implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("latchkey.registration.enabled", "true");
    }
}
