package dev.latchkey.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.oauth.Scopes;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// The claims about a person that an application is shown: those that its scopes open (OIDC Core
/// §5.4), and those that it asked for by name (§5.5).
@Singleton
class Claims {
    private static final String EMPTY_PROFILE = "{}";

    private final ObjectMapper json;

    Claims(ObjectMapper json) {
        this.json = json;
    }

    Map<String, Object> inIdToken(Subject subject, Scopes scopes, Set<PersonClaim> requested) {
        return select(
                subject, null, claim -> claim.fitsIdToken() && (requested.contains(claim) || opens(scopes, claim)));
    }

    /// @param identities gathered when they are among the claims, else null
    Map<String, Object> inUserInfo(Subject subject, String identities, Scopes scopes, Set<PersonClaim> requested) {
        return select(subject, identities, claim -> requested.contains(claim) || opens(scopes, claim));
    }

    private static boolean opens(Scopes scopes, PersonClaim claim) {
        return scopes.has(claim.scope());
    }

    private Map<String, Object> select(Subject subject, String identities, Predicate<PersonClaim> isShown) {
        PersonClaim.Person person = new PersonClaim.Person(subject, profile(subject), identities);
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", subject.id());
        for (PersonClaim claim : PersonClaim.ALL) {
            Object value = isShown.test(claim) ? claim.valueFor(person) : null;
            if (value != null) {
                claims.put(claim.wireName(), value);
            }
        }
        return claims;
    }

    private JsonNode profile(Subject subject) {
        if (EMPTY_PROFILE.equals(subject.profile())) {
            return json.createObjectNode();
        }
        try {
            return json.readTree(subject.profile());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored profile is not JSON", e);
        }
    }
}
