package dev.latchkey.connector.alipay;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.ConnectorError;
import dev.latchkey.connector.ConnectorException;
import dev.latchkey.connector.Explanation;
import dev.latchkey.connector.ExternalIdentity;
import java.util.Map;
import java.util.Optional;

/// From the code of a callback to the person, however the code was obtained.
final class AlipayAccounts {
    private final AlipayConfig config;
    private final Gateway gateway;

    AlipayAccounts(AlipayConfig config, Gateway gateway) {
        this.config = config;
        this.gateway = gateway;
    }

    ExternalIdentity identify(Map<String, String> callback) {
        requireOwnApp(callback);
        try {
            return byCode(code(callback));
        } catch (MalformedAnswerException e) {
            throw e.failure(Map.of());
        }
    }

    private ExternalIdentity byCode(String code) {
        TokenAnswer token = TokenAnswer.of(gateway.token(code).fields());
        if (config.asksForTheIdOnly()) {
            return identity(token.ids(), Profile.ofIdsOnly(token.ids()));
        }
        GatewayAnswer answer = gateway.userInfo(token.accessToken());
        AlipayIds ids = token.ids().and(AlipayIds.in(answer.fields()));
        return identity(ids, Profile.of(answer));
    }

    private ExternalIdentity identity(AlipayIds ids, Profile profile) {
        ObjectNode details = JsonNodeFactory.instance.objectNode().put("id", ids.key());
        profile.name().ifPresent(name -> details.put("name", name));
        profile.avatar().ifPresent(avatar -> details.put("avatar", avatar));
        details.set("rawData", profile.raw());
        return new ExternalIdentity(
                ids.key(),
                Optional.of(config.appId()),
                ids.userId(),
                ids.openIds(),
                ids.unionId(),
                profile.name(),
                profile.avatar(),
                Optional.empty(),
                Optional.empty(),
                details);
    }

    /// A code that was issued for another app must not be tried here (C13).
    private void requireOwnApp(Map<String, String> callback) {
        String appId = callback.get("app_id");
        if (appId != null && !appId.equals(config.appId())) {
            Explanation explanation = Obstacle.CALLBACK_OF_ANOTHER_APP.explanation();
            throw new ConnectorException(
                            ConnectorError.INVALID_RESPONSE, explanation.text().english())
                    .because(explanation);
        }
    }

    private static String code(Map<String, String> callback) {
        String code = callback.getOrDefault("auth_code", "");
        if (code.isBlank()) {
            // an error that comes by the browser says nothing about how Alipay is set up: anybody can write it
            throw new ConnectorException(
                    callback.containsKey("error") ? ConnectorError.GENERAL : ConnectorError.INVALID_RESPONSE,
                    "The callback has no auth_code.",
                    Map.of("parameters", callback.keySet().stream().sorted().toList()));
        }
        return code;
    }
}
