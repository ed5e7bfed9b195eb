package dev.latchkey.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.simulator.Scenario.Content;
import java.util.List;
import java.util.Optional;

/// Changes a good answer before it is signed.
final class Contents {
    private static final List<String> IDS = List.of("user_id", "open_id", "alipay_open_id", "union_id");

    private Contents() {}

    static ObjectNode apply(ObjectNode node, Person person, SimulatedApp app, Optional<Content> content) {
        content.ifPresent(change -> change(node, person, app, change));
        return node;
    }

    static ObjectNode name(ObjectNode node, Optional<Scenario.Ids> ids) {
        ids.ifPresent(given -> {
            node.remove(IDS);
            given.values().forEach(node::put);
        });
        return node;
    }

    private static void change(ObjectNode node, Person person, SimulatedApp app, Content change) {
        switch (change) {
            case OPEN_ID_ONLY -> node.remove(IDS).put("open_id", person.openId(app.appId()));
            case ALIPAY_OPEN_ID -> node.remove(IDS).put("alipay_open_id", person.openId(app.appId()));
            case UNION_ID_ONLY -> node.remove(IDS).put("union_id", person.unionId());
            case NO_ID -> node.remove(IDS);
            case EMPTY_ID -> node.remove(IDS).put("user_id", "").put("open_id", " ");
            case SOMEBODY_ELSE -> somebodyElse(node);
            case EMPTY_PROFILE -> node.remove(List.of("avatar", "nick_name"));
            case NUMBERS_AS_TEXT -> numbersAsText(node);
            case NO_REFRESH_TOKEN -> node.remove(List.of("refresh_token", "re_expires_in"));
            case EMPTY_ACCESS_TOKEN -> {} // done where the token is made
            case UNSTORABLE_NAME -> node.put("nick_name", "a\u0000b\uD83D");
        }
    }

    private static void somebodyElse(ObjectNode node) {
        IDS.stream().filter(node::has).forEach(id -> node.put(id, node.get(id).textValue() + "9"));
    }

    private static void numbersAsText(ObjectNode node) {
        List.of("expires_in", "re_expires_in").stream()
                .filter(node::has)
                .forEach(field -> node.put(field, node.get(field).asText()));
    }
}
