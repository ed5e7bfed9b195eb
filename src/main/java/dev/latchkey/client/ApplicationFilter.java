package dev.latchkey.client;

import dev.latchkey.platform.ApiException;
import dev.latchkey.platform.Search;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which applications a list is asked for: by search, `types` and `isThirdParty`.
record ApplicationFilter(String condition, Map<String, Object> values) {
    private static final Set<String> SEARCHABLE = Set.of("id", "name", "description");

    static ApplicationFilter parse(MultivaluedMap<String, String> query) {
        List<String> conditions = new ArrayList<>(List.of("1 = 1"));
        Search search = Search.parse(query, SEARCHABLE);
        Map<String, Object> values = new HashMap<>(search.values());
        search.condition().ifPresent(conditions::add);
        if (query.containsKey("types")) {
            conditions.add("type in :types");
            values.put(
                    "types",
                    query.get("types").stream().map(ApplicationFilter::type).toList());
        }
        String thirdParty = query.getFirst("isThirdParty");
        if (thirdParty != null) {
            conditions.add("isThirdParty = :thirdParty");
            values.put("thirdParty", flag(thirdParty));
        }
        return new ApplicationFilter(String.join(" and ", conditions), values);
    }

    private static ApplicationType type(String text) {
        try {
            return ApplicationType.valueOf(text);
        } catch (IllegalArgumentException _) {
            throw ApiException.invalidInput("types: is not a type of application");
        }
    }

    private static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw ApiException.invalidInput("isThirdParty: must be true or false");
        };
    }
}
