package dev.latchkey.conformance;

import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Scene;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Plan `basic`: clients with a secret, one of which sends it in the form.
abstract class BasicPlan extends CodeFlowPlan {
    abstract Client registerForPost(Scene scene);

    @Test
    void serverClientSecretPost() {
        Client client = registerForPost(scene);
        Map<String, String> request = client.request();
        request.putAll(responseMode());
        Map<String, String> answer = Suite.response(client.authorize(new Browser(), request), client.callback());
        client.redeem(answer.get("code")).then().statusCode(200);
    }
}
