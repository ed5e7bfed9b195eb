package dev.latchkey.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What an application registered, and an administrator may have changed since: the members of RFC 7591 that are
/// settings of the application too. Kept apart are what the application last asked for and what holds, so that a
/// change by the one does not undo one by the other.
final class RegisteredMetadata {
    private static final PropertyNamingStrategies.SnakeCaseStrategy SNAKE =
            new PropertyNamingStrategies.SnakeCaseStrategy();
    private static final Set<String> IN_CUSTOM = Set.of(
            "idTokenSignedResponseAlg",
            "userinfoSignedResponseAlg",
            "requirePushedAuthorizationRequests",
            "dpopBoundAccessTokens",
            "grantTypes");
    private static final String NAME = "client_name";
    private static final String METHOD = "token_endpoint_auth_method";

    private final ObjectMapper json;

    RegisteredMetadata(ObjectMapper json) {
        this.json = json;
    }

    /// What the application asks for now, and what is to hold.
    record Outcome(RegisteredClient asked, RegisteredClient holding) {}

    /// The registration as it holds: its shared members are the application's.
    ObjectNode holding(RegisteredClient registered, ApplicationView application) {
        ObjectNode all = json.valueToTree(registered);
        all.remove(names(shared(registered)));
        all.setAll(present(registered, application));
        if (application.customClientMetadata().grantTypes() == null) {
            all.set("grant_types", json.valueToTree(registered.grantTypes()));
        }
        return all;
    }

    /// What becomes of a wish. A value that an administrator changed stays as it is; of a list, what they took out
    /// stays out, and what they put in stays in.
    Outcome change(RegisteredClient registered, ApplicationView application, RegisteredClient wanted) {
        ObjectNode before = shared(registered);
        ObjectNode present = present(registered, application);
        ObjectNode wish = shared(wanted);
        ObjectNode asked = json.valueToTree(wanted);
        ObjectNode holding = asked.deepCopy();
        Set<String> names = new LinkedHashSet<>(names(before));
        names.addAll(names(present));
        names.addAll(names(wish));
        for (String name : names) {
            Values values = new Values(before.get(name), present.get(name), wish.get(name));
            put(asked, name, values.asked());
            put(holding, name, values.holding());
        }
        return new Outcome(read(asked), read(holding));
    }

    /// One member: as it was registered, as it is, and as it is wanted; null where it is absent.
    private record Values(JsonNode before, JsonNode present, JsonNode wish) {
        JsonNode asked() {
            return isList() ? with(without(wish, added()), removed()) : isChanged() ? before : wish;
        }

        JsonNode holding() {
            return isList() ? with(without(wish, removed()), added()) : isChanged() ? present : wish;
        }

        private boolean isList() {
            return before instanceof ArrayNode && present instanceof ArrayNode && wish instanceof ArrayNode;
        }

        private boolean isChanged() {
            return before == null ? present != null : !before.equals(present);
        }

        private Set<JsonNode> added() {
            return without(set(present), set(before));
        }

        private Set<JsonNode> removed() {
            return without(set(before), set(present));
        }

        private static Set<JsonNode> set(JsonNode list) {
            Set<JsonNode> values = new LinkedHashSet<>();
            list.forEach(values::add);
            return values;
        }

        private static Set<JsonNode> without(Set<JsonNode> values, Set<JsonNode> less) {
            values.removeAll(less);
            return values;
        }

        private static Set<JsonNode> without(JsonNode list, Set<JsonNode> less) {
            return without(set(list), less);
        }

        private JsonNode with(Set<JsonNode> values, Set<JsonNode> more) {
            values.addAll(more);
            ArrayNode list = ((ArrayNode) wish).arrayNode();
            values.forEach(list::add);
            return list;
        }
    }

    /// Where no way to authenticate is settled, any with a secret is good: the registered one, too.
    private ObjectNode present(RegisteredClient registered, ApplicationView application) {
        ObjectNode present =
                shared(application.name(), application.oidcClientMetadata(), application.customClientMetadata());
        if (!present.has(METHOD) && !AuthenticationRules.usesKeys(registered.oidc())) {
            present.put(METHOD, registered.authMethod());
        }
        return present;
    }

    private ObjectNode shared(RegisteredClient client) {
        return shared(client.name(), client.oidc(), Registrations.custom(client, CustomClientMetadata.NONE));
    }

    private ObjectNode shared(String name, OidcClientMetadata oidc, CustomClientMetadata custom) {
        ObjectNode shared = json.createObjectNode();
        json.<ObjectNode>valueToTree(oidc)
                .properties()
                .forEach(member -> shared.set(SNAKE.translate(member.getKey()), member.getValue()));
        json.<ObjectNode>valueToTree(custom).properties().stream()
                .filter(member -> IN_CUSTOM.contains(member.getKey()))
                .forEach(member -> shared.set(SNAKE.translate(member.getKey()), member.getValue()));
        return shared.put(NAME, name);
    }

    private static void put(ObjectNode target, String name, JsonNode value) {
        if (value == null) {
            target.remove(name);
        } else {
            target.set(name, value);
        }
    }

    private static List<String> names(ObjectNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    private RegisteredClient read(ObjectNode metadata) {
        return json.convertValue(metadata, RegisteredClient.class);
    }
}
