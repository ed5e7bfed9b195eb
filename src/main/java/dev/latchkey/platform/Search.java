package dev.latchkey.platform;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The search parameters of a list (reference section 2) as a condition in the query language of
/// the entities. Field names come from the resource, never from the request; values are bound.
///
/// The modes `similar_to` and `posix` are refused: a regular expression from outside can keep the
/// database busy without end.
public final class Search {
    private static final int MAX_TERMS = 20;
    private static final int MAX_LENGTH = 256;

    private final MultivaluedMap<String, String> query;
    private final Set<String> fields;
    private final boolean isCaseSensitive;
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();

    private Search(MultivaluedMap<String, String> query, Set<String> fields) {
        this.query = query;
        this.fields = fields;
        this.isCaseSensitive =
                choice("isCaseSensitive", "false", Set.of("true", "false")).equals("true");
        query.keySet().forEach(this::add);
    }

    /// @param fields the attributes that may be searched
    public static Search parse(MultivaluedMap<String, String> query, Set<String> fields) {
        return new Search(query, fields);
    }

    /// The condition, empty when nothing is searched for.
    public Optional<String> condition() {
        String joint = choice("joint", "or", Set.of("or", "and"));
        return conditions.isEmpty()
                ? Optional.empty()
                : Optional.of(conditions.stream().collect(Collectors.joining(" " + joint + " ", "(", ")")));
    }

    /// What the condition's parameters stand for.
    public Map<String, Object> values() {
        return values;
    }

    private void add(String name) {
        if (name.equals("search")) {
            query.get(name).forEach(pattern -> addCondition(fields, pattern, mode("")));
        } else if (name.startsWith("search.")) {
            String field = name.substring("search.".length());
            if (!fields.contains(field)) {
                throw refused(name + " is not searchable here");
            }
            addAnyOf(field, query.get(name));
        }
    }

    private void addAnyOf(String field, List<String> patterns) {
        String any = patterns.stream()
                .map(pattern -> term(field, pattern, mode("." + field)))
                .collect(Collectors.joining(" or ", "(", ")"));
        conditions.add(any);
    }

    private void addCondition(Set<String> searched, String pattern, String mode) {
        conditions.add(searched.stream()
                .sorted()
                .map(field -> term(field, pattern, mode))
                .collect(Collectors.joining(" or ", "(", ")")));
    }

    private String term(String field, String pattern, String mode) {
        if (values.size() >= MAX_TERMS || pattern.length() > MAX_LENGTH) {
            throw refused("the search has too many or too long terms");
        }
        String parameter = "term" + values.size();
        values.put(parameter, pattern);
        String operator = mode.equals("exact") ? " = " : " like ";
        return isCaseSensitive
                ? field + operator + ":" + parameter
                : "lower(" + field + ")" + operator + "lower(:" + parameter + ")";
    }

    private String mode(String suffix) {
        String general = choice("mode", "like", Set.of("like", "exact"));
        return suffix.isEmpty() ? general : choice("mode" + suffix, general, Set.of("like", "exact"));
    }

    private String choice(String name, String absent, Set<String> allowed) {
        String value = query.getFirst(name);
        if (value == null) {
            return absent;
        }
        if (!allowed.contains(value)) {
            throw refused(name + " must be one of " + allowed.stream().sorted().toList());
        }
        return value;
    }

    private static ApiException refused(String why) {
        return new ApiException(400, "request.invalid_input", "The search is not possible: " + why + ".");
    }
}
