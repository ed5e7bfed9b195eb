package dev.latchkey.development;

import dev.latchkey.simulator.AlipaySimulator;
import java.util.Map;

/// The configuration of a connector to the simulator's default app.
final class SimulatorConnector {
    private SimulatorConnector() {}

    static Map<String, String> config(AlipaySimulator alipay) {
        return Map.of(
                "appId", alipay.defaultApp().appId(),
                "privateKey", alipay.defaultApp().privateKeyPem(),
                "signType", "RSA2",
                "alipayPublicKey", alipay.alipayPublicKey(),
                "gatewayUrl", alipay.gateway().toString(),
                "authorizationUrl", alipay.authorizationPage().toString());
    }
}
