package dev.latchkey.user;

import dev.latchkey.platform.ApiException;
import dev.latchkey.platform.Search;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which people a list is asked for: by search, and by identity at a social provider
/// (`identity.target` with `identity.userId`, reference section 6).
record UserFilter(String condition, Map<String, Object> values) {
    private static final Set<String> SEARCHABLE = Set.of("id", "primaryEmail", "primaryPhone", "username", "name");
    /// Parts that depend on nothing outside, each found by an index. Open ids are in a table of their own, but for
    /// those of an administrator who did not say for which app they are.
    private static final String HAS_IDENTITY = """
            id in (select i.userId from IdentityEntity i where i.target = :target
                       and (i.providerUserId = :providerUserId or i.externalUserId = :providerUserId
                            or i.unionId = :providerUserId or i.providerAppId is null and i.openId = :providerUserId)
                   union
                   select k.userId from OpenIdEntity o, IdentityEntity k
                   where o.target = :target and o.openId = :providerUserId
                       and k.target = o.target and k.providerUserId = o.providerUserId)""";

    static UserFilter parse(MultivaluedMap<String, String> query) {
        Search search = Search.parse(query, SEARCHABLE);
        Map<String, Object> values = new HashMap<>(search.values());
        String condition = Stream.of(search.condition(), identity(query, values))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" and "));
        return new UserFilter(condition.isEmpty() ? "1 = 1" : condition, values);
    }

    private static Optional<String> identity(MultivaluedMap<String, String> query, Map<String, Object> values) {
        String target = query.getFirst("identity.target");
        String userId = query.getFirst("identity.userId");
        if (target == null && userId == null) {
            return Optional.empty();
        }
        if (target == null || userId == null) {
            throw new ApiException(
                    400, "request.invalid_input", "identity.target and identity.userId belong together.");
        }
        values.put("target", target);
        values.put("providerUserId", userId);
        return Optional.of(HAS_IDENTITY);
    }
}
