package dev.latchkey.connector.wechat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.Arrival;
import dev.latchkey.connector.ConnectorError;
import dev.latchkey.connector.ConnectorException;
import dev.latchkey.connector.ExternalIdentity;
import dev.latchkey.connector.standard.Claims;
import dev.latchkey.connector.standard.Query;
import dev.latchkey.connector.standard.Standards;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// WeChat's two calls: the code for a token, the token for a profile. Refusals come with HTTP status 200
/// and a number.
record WeChatApi(String appId, String secret, URI base, Standards standards) {
    static final URI PRODUCTION = URI.create("https://api.weixin.qq.com");

    private static final String TOKEN = "/sns/oauth2/access_token";
    private static final Pattern ID = Pattern.compile("[\\x21-\\x7E]{1,128}");
    private static final Map<String, String> PATHS = Map.of("id", "id", "name", "nickname", "avatar", "headimgurl");

    ExternalIdentity identify(Arrival arrival) {
        String code = Optional.ofNullable(arrival.callback().get("code"))
                .filter(given -> !given.isBlank())
                .orElseThrow(
                        () -> new ConnectorException(ConnectorError.INVALID_RESPONSE, "The callback has no code."));
        ObjectNode token = call(
                "WeChat's token endpoint",
                TOKEN,
                new Query()
                        .with("appid", appId)
                        .with("secret", secret)
                        .with("code", code)
                        .with("grant_type", "authorization_code"));
        String openId = id(token, "openid")
                .orElseThrow(() -> new ConnectorException(
                        ConnectorError.INVALID_RESPONSE, "WeChat's token answer does not name the person."));
        ObjectNode person = call(
                "WeChat's user-info endpoint",
                "/sns/userinfo",
                new Query()
                        .with("access_token", token.path("access_token").asText())
                        .with("openid", openId));
        if (!id(person, "openid").equals(Optional.of(openId))) {
            throw new ConnectorException(
                    ConnectorError.INVALID_RESPONSE, "WeChat's two answers are about different persons.");
        }
        return identity(person, openId, id(person, "unionid").or(() -> id(token, "unionid")));
    }

    /// By the `unionid`, the same for all apps of one owner, if WeChat tells it; else by this app's `openid`.
    private ExternalIdentity identity(ObjectNode person, String openId, Optional<String> unionId) {
        String id = unionId.orElse(openId);
        person.put("id", id);
        String avatar = person.path("headimgurl").asText("");
        person.put("headimgurl", avatar.replaceFirst("^http://", "https://")); // the same host serves both
        Claims claims = new Claims(person, PATHS);
        ExternalIdentity known = claims.identity();
        return new ExternalIdentity(
                id,
                Optional.of(appId),
                Optional.empty(),
                List.of(openId),
                unionId,
                known.name(),
                known.avatar(),
                Optional.empty(),
                Optional.empty(),
                known.details());
    }

    private ObjectNode call(String what, String path, Query query) {
        JsonNode answer = standards.calls().get(what, query.on(URI.create(base + path)));
        int code = answer.path("errcode").asInt(0);
        if (code != 0) {
            throw new ConnectorException(
                    kind(code, path), what + " refuses the call (errcode " + code + ").", Map.of("errcode", code));
        }
        return (ObjectNode) answer;
    }

    /// Told apart by who can mend it.
    private static ConnectorError kind(int code, String path) {
        return switch (code) {
            case 40029, 40163, 41008, 42003 -> ConnectorError.AUTH_CODE_INVALID;
            case 40001 -> // what the call was made with: the app secret, or the access token
                path.equals(TOKEN) ? ConnectorError.MISCONFIGURED : ConnectorError.ACCESS_TOKEN_INVALID;
            case 40014, 41001, 42001 -> ConnectorError.ACCESS_TOKEN_INVALID;
            case 40013, 40125, 41002, 41004, 48001, 50001, 50002 -> ConnectorError.MISCONFIGURED;
            case -1, 45009, 45011 -> ConnectorError.UNAVAILABLE;
            default -> ConnectorError.GENERAL;
        };
    }

    private static Optional<String> id(JsonNode answer, String field) {
        String id = answer.path(field).asText("");
        return ID.matcher(id).matches() ? Optional.of(id) : Optional.empty();
    }

    /// Without the secret.
    @Override
    public String toString() {
        return "WeChatApi[" + appId + "]";
    }
}
