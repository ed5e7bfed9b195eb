package dev.latchkey.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The metadata of a connector for a standard: what the provider behind it is called, which its factory
/// cannot know (reference section 4).
final class OwnMetadata {
    private static final Set<String> FIELDS = Set.of("target", "name", "logo", "logoDark");
    private static final Pattern TARGET = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}");
    private static final Pattern LOGO = Pattern.compile("(https://|/assets/)[\\x21-\\x7E]{1,2000}");
    private static final int MAX_NAME = 64;
    private static final int MAX_LANGUAGES = 32;

    private OwnMetadata() {}

    /// What is to be stored of a new connector: it says which target it serves.
    static ObjectNode ofNew(ObjectNode given) {
        ObjectNode metadata = checked(given);
        if (!metadata.has("target")) {
            throw Refusals.targetMissing();
        }
        return metadata;
    }

    /// What is to be stored after a change. The target stays: identities hang on it.
    static ObjectNode changed(ObjectNode stored, ObjectNode given) {
        ObjectNode metadata = checked(given);
        JsonNode target = stored.path("target");
        if (metadata.has("target") && !metadata.path("target").equals(target)) {
            throw Refusals.targetIsFixed();
        }
        return metadata.set("target", target);
    }

    /// The factory's metadata, as far as the connector has none of its own.
    static ConnectorMetadata over(ConnectorMetadata general, ObjectNode own) {
        return new ConnectorMetadata(
                general.id(),
                own.path("target").asText(general.target()),
                general.platform(),
                own.has("name") ? names(own.path("name")) : general.name(),
                general.description(),
                own.path("logo").asText(general.logo()),
                own.path("logoDark").asText(general.logoDark()),
                general.readme(),
                general.formItems());
    }

    private static ObjectNode checked(ObjectNode given) {
        ObjectNode metadata = Tidy.object(given);
        metadata.fieldNames().forEachRemaining(field -> {
            if (!FIELDS.contains(field)) {
                throw Refusals.metadata(field, "is not among target, name, logo and logoDark");
            }
        });
        require(metadata, "target", TARGET, "must be 1 to 64 letters, digits, underscores, dots or hyphens");
        require(metadata, "logo", LOGO, "must be an https address");
        require(metadata, "logoDark", LOGO, "must be an https address");
        Optional.ofNullable(metadata.get("name")).ifPresent(OwnMetadata::requireNames);
        return metadata;
    }

    private static void require(ObjectNode metadata, String field, Pattern pattern, String rule) {
        JsonNode value = metadata.path(field);
        boolean fits = value.isTextual() && pattern.matcher(value.textValue()).matches();
        if (!value.isMissingNode() && !fits) {
            throw Refusals.metadata(field, rule);
        }
    }

    /// By language, or one for all.
    private static void requireNames(JsonNode name) {
        ObjectNode byLanguage = byLanguage(name);
        boolean fit = byLanguage.has("en")
                && byLanguage.size() <= MAX_LANGUAGES
                && byLanguage.properties().stream()
                        .allMatch(entry -> LANGUAGE.matcher(entry.getKey()).matches() && isName(entry.getValue()));
        if (!fit) {
            throw Refusals.metadata("name", "must be a name, or names by language with one for en");
        }
    }

    private static boolean isName(JsonNode name) {
        return name.isTextual()
                && !name.textValue().isBlank()
                && name.textValue().length() <= MAX_NAME
                && name.textValue().chars().noneMatch(Character::isISOControl);
    }

    private static Map<String, String> names(JsonNode name) {
        Map<String, String> names = new HashMap<>();
        byLanguage(name)
                .properties()
                .forEach(entry -> names.put(entry.getKey(), entry.getValue().asText()));
        return names;
    }

    private static ObjectNode byLanguage(JsonNode name) {
        return name instanceof ObjectNode object
                ? object
                : JsonNodeFactory.instance.objectNode().set("en", name);
    }
}
