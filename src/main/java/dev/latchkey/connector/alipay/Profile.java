package dev.latchkey.connector.alipay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.StorableText;
import java.util.Map;
import java.util.Optional;

/// What Alipay tells about a person; all of it may be missing (C15).
///
/// @param raw the answers as the API shows them, under the names of their nodes
record Profile(Optional<String> name, Optional<String> avatar, ObjectNode raw) {
    private static final int MAX_AVATAR = 2048;

    /// With `auth_base` there is nothing but ids.
    static Profile ofIdsOnly(AlipayIds ids) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ids.userId().ifPresent(id -> node.put("user_id", id));
        ids.anyOpenId().ifPresent(id -> node.put("open_id", id));
        ids.unionId().ifPresent(id -> node.put("union_id", id));
        return new Profile(Optional.empty(), Optional.empty(), wrap(GatewayMethod.TOKEN, node));
    }

    static Profile of(GatewayAnswer answer) {
        AnswerFields fields = answer.fields();
        ObjectNode raw = wrap(GatewayMethod.USER_INFO, storable(answer.node()));
        answer.sign().ifPresent(sign -> raw.put("sign", StorableText.of(sign)));
        return new Profile(
                fields.text("nick_name").map(StorableText::ofName).filter(name -> !name.isEmpty()),
                fields.text("avatar").filter(Profile::isShowable),
                raw);
    }

    private static boolean isShowable(String address) {
        return address.startsWith("https://")
                && address.length() <= MAX_AVATAR
                && address.chars().allMatch(c -> c > ' ' && c < 127);
    }

    private static ObjectNode wrap(GatewayMethod method, ObjectNode node) {
        ObjectNode raw = JsonNodeFactory.instance.objectNode();
        raw.set(method.nodeName(), node);
        return raw;
    }

    /// The fields that have one value, as the documentation knows no others.
    private static ObjectNode storable(ObjectNode node) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            JsonNode value = field.getValue();
            if (value.isTextual()) {
                copy.put(StorableText.of(field.getKey()), StorableText.of(value.textValue()));
            } else if (value.isValueNode()) {
                copy.set(StorableText.of(field.getKey()), value);
            }
        }
        return copy;
    }
}
