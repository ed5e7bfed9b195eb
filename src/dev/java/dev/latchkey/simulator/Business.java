package dev.latchkey.simulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.simulator.Grants.Grant;
import dev.latchkey.simulator.Scenario.Content;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/// What the two methods do, once a call is admitted.
final class Business {
    private static final long EXPIRES_IN = 1_296_000;
    private static final long RE_EXPIRES_IN = 2_592_000;

    private final Grants grants;
    private final Console console;

    Business(Grants grants, Console console) {
        this.grants = grants;
        this.console = console;
    }

    /// Whom the call is about; a code is spent by being looked up.
    Optional<Grant> grant(Call call, Map<String, String> parameters) {
        return switch (call) {
            case TOKEN -> grants.redeem(parameters.getOrDefault("code", ""));
            case USER_INFO -> grants.holderOf(parameters.getOrDefault("auth_token", ""));
            case CERTIFICATE -> Optional.empty();
        };
    }

    ObjectNode answer(
            Entrance.Visitor visitor,
            Map<String, String> parameters,
            Optional<Grant> grant,
            Optional<Content> content) {
        return switch (visitor.call()) {
            case TOKEN -> token(visitor.app(), parameters, grant, content);
            case USER_INFO -> userInfo(visitor.app(), grant, content);
            case CERTIFICATE -> certificate(parameters.getOrDefault("biz_content", ""));
        };
    }

    private ObjectNode certificate(String wanted) {
        String serial = wanted.replaceAll("^\\{\"alipay_cert_sn\":\"([0-9a-f]+)\"}$", "$1");
        String file = console.file(serial).orElseThrow(() -> Refused.because("40004", "CERT_NOT_EXIST", "证书不存在"));
        return JsonNodeFactory.instance
                .objectNode()
                .put("code", "10000")
                .put("msg", "Success")
                .put("alipay_cert_content", Base64.getEncoder().encodeToString(file.getBytes(StandardCharsets.UTF_8)));
    }

    private ObjectNode token(
            SimulatedApp app, Map<String, String> parameters, Optional<Grant> found, Optional<Content> content) {
        if (!parameters.getOrDefault("grant_type", "").equals("authorization_code")) {
            throw Refused.because("40002", "isv.grant-type-invalid", "grant_type参数不正确");
        }
        Grant grant = found.orElseThrow(() -> Refused.because("40002", "isv.code-invalid", "授权码code无效"));
        if (!grant.appId().equals(app.appId())) {
            throw Refused.because("40002", "isv.invalid-app-id", "授权码不属于该应用");
        }
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put(
                "access_token",
                content.filter(Content.EMPTY_ACCESS_TOKEN::equals).isPresent() ? "" : grants.token(grant));
        node.put("alipay_user_id", Digests.id("encrypted", grant.person().id()));
        node.put("auth_start", "2026-01-01 08:00:00");
        node.put("expires_in", EXPIRES_IN);
        node.put("re_expires_in", RE_EXPIRES_IN);
        node.put(
                "refresh_token",
                "refresh" + Digests.id("refresh", grant.person().id()));
        return Contents.apply(identified(node, app, grant.person()), grant.person(), app, content);
    }

    private ObjectNode userInfo(SimulatedApp app, Optional<Grant> found, Optional<Content> content) {
        Grant grant = found.filter(one -> one.appId().equals(app.appId()))
                .filter(one -> one.scopes().contains("auth_user"))
                .orElseThrow(() -> Refused.because("20001", "aop.invalid-auth-token", "无效的访问令牌"));
        ObjectNode node =
                JsonNodeFactory.instance.objectNode().put("code", "10000").put("msg", "Success");
        grant.person().avatar().ifPresent(avatar -> node.put("avatar", avatar));
        grant.person().nickname().ifPresent(name -> node.put("nick_name", name));
        return Contents.apply(identified(node, app, grant.person()), grant.person(), app, content);
    }

    private static ObjectNode identified(ObjectNode node, SimulatedApp app, Person person) {
        if (app.ids().hasUserId()) {
            node.put("user_id", person.userId());
        }
        if (app.ids().hasOpenId()) {
            node.put("open_id", person.openId(app.appId()));
        }
        if (app.unionId()) {
            node.put("union_id", person.unionId());
        }
        return node;
    }
}
