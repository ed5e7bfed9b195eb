package dev.latchkey.platform;

import static com.fasterxml.jackson.databind.DeserializationFeature.ACCEPT_FLOAT_AS_INT;
import static com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES;
import static com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS;
import static com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES;
import static com.fasterxml.jackson.databind.MapperFeature.ALLOW_COERCION_OF_SCALARS;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Set;

/// Turns the JSON body of a management request into a checked record, or refuses it with
/// `guard.invalid_input` and the paths that do not fit.
///
/// It is stricter than Jackson's defaults (a number is no text, a text no number), while unknown
/// fields are dropped silently (reference section 2). A PATCH goes the same way as a POST: the
/// fields of the body are laid over the present state, and the whole is checked again.
@Singleton
public class JsonInput {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_DOCUMENT = 128 * 1024;

    private final Validator validator;
    private final JsonMapper strict = JsonMapper.builder()
            .disable(ALLOW_COERCION_OF_SCALARS)
            .disable(FAIL_ON_UNKNOWN_PROPERTIES, ACCEPT_FLOAT_AS_INT)
            .enable(FAIL_ON_NULL_FOR_PRIMITIVES, FAIL_ON_NUMBERS_FOR_ENUMS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    JsonInput(Validator validator) {
        this.validator = validator;
    }

    /// The body as a record whose constraints hold.
    public <T> T read(ObjectNode body, Class<T> type) {
        requireStorable(body);
        T value = convert(body, type);
        Set<ConstraintViolation<T>> violations = validator.validate(value);
        if (!violations.isEmpty()) {
            throw ApiException.invalidInput(violations.stream()
                    .map(violation -> path(violation) + ": " + violation.getMessage())
                    .sorted()
                    .collect(joining("; ")));
        }
        return value;
    }

    /// `current` with the fields of `changes` replaced as a whole; null clears one.
    public <T> T patch(T current, ObjectNode changes, Class<T> type) {
        requireStorable(changes);
        ObjectNode merged = strict.valueToTree(current);
        merged.setAll(changes);
        return read(merged, type);
    }

    /// The names of those fields of a body that the type has.
    public List<String> names(ObjectNode body, Class<?> type) {
        return strict.getDeserializationConfig().introspect(strict.constructType(type)).findProperties().stream()
                .map(BeanPropertyDefinition::getName)
                .filter(body::has)
                .toList();
    }

    /// `changes` laid over `current`, top-level fields replaced; refused when it grows without measure.
    public static ObjectNode merge(ObjectNode current, ObjectNode changes) {
        ObjectNode merged = current.deepCopy();
        merged.setAll(changes);
        if (merged.toString().length() > MAX_DOCUMENT) {
            throw ApiException.invalidInput("the data must not be larger than " + MAX_DOCUMENT + " characters");
        }
        return merged;
    }

    /// A body that is there, not nested without measure, and free of what PostgreSQL cannot store:
    /// NUL and halves of surrogate pairs.
    public void requireStorable(ObjectNode body) {
        if (body == null) {
            throw ApiException.invalidInput("the body must be a JSON object");
        }
        requireStorable(body, "", 0);
    }

    private static void requireStorable(JsonNode node, String path, int depth) {
        if (depth > MAX_DEPTH) {
            throw ApiException.invalidInput("the body is nested deeper than " + MAX_DEPTH + " levels");
        }
        if (node.isTextual()) {
            requireStorable(node.textValue(), path);
        }
        int index = 0;
        for (JsonNode element : node.isArray() ? node : Set.<JsonNode>of()) {
            requireStorable(element, path + "[" + index++ + "]", depth + 1);
        }
        node.properties().forEach(field -> {
            requireStorable(field.getKey(), path);
            requireStorable(field.getValue(), path.isEmpty() ? field.getKey() : path + "." + field.getKey(), depth + 1);
        });
    }

    private static void requireStorable(String text, String path) {
        boolean broken =
                text.codePoints().anyMatch(c -> c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
        if (broken) {
            throw ApiException.invalidInput(path + ": must not hold NUL or half a surrogate pair");
        }
    }

    private <T> T convert(ObjectNode body, Class<T> type) {
        try {
            return strict.treeToValue(body, type);
        } catch (JsonMappingException e) {
            throw ApiException.invalidInput(path(e) + ": has the wrong type or value");
        } catch (JsonProcessingException _) {
            throw ApiException.invalidInput("the body does not fit");
        }
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }

    private static String path(ConstraintViolation<?> violation) {
        return violation.getPropertyPath().toString().replace(".<list element>", "");
    }
}
