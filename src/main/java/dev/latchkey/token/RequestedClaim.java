package dev.latchkey.token;

import static dev.latchkey.oauth.OAuthError.INVALID_REQUEST;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// What is asked of one claim (OIDC Core §5.5.1).
///
/// @param values those that it may have, by `value` or `values`; empty for any
record RequestedClaim(boolean isEssential, Set<String> values) {
    /// What `null` stands for.
    static final RequestedClaim VOLUNTARY = new RequestedClaim(false, Set.of());

    static RequestedClaim of(JsonNode wish) {
        if (wish.isNull()) {
            return VOLUNTARY;
        }
        JsonNode essential = wish.path("essential");
        JsonNode values = wish.path("values");
        boolean isWellFormed = wish.isObject()
                && (essential.isMissingNode() || essential.isBoolean())
                && (values.isMissingNode() || values.isArray() && !values.isEmpty() && !wish.has("value"));
        if (!isWellFormed) {
            throw INVALID_REQUEST.because("claims must say null, essential, value or values of each claim");
        }
        return new RequestedClaim(essential.asBoolean(), texts(wish.has("value") ? wish.path("value") : values));
    }

    /// A value that is no text equals no claim that anybody looks at.
    private static Set<String> texts(JsonNode values) {
        Stream<JsonNode> all = values.isArray() ? StreamSupport.stream(values.spliterator(), false) : Stream.of(values);
        return all.filter(value -> !value.isMissingNode())
                .map(JsonNode::asText)
                .collect(Collectors.toUnmodifiableSet());
    }
}
