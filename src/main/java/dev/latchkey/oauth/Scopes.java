package dev.latchkey.oauth;

import static dev.latchkey.oauth.OAuthError.INVALID_SCOPE;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/// A set of scopes in the order asked for (RFC 6749 §3.3), without repetitions.
public record Scopes(Set<String> values) {
    public static final String OPENID = "openid";
    public static final String OFFLINE_ACCESS = "offline_access";
    public static final Scopes NONE = new Scopes(Set.of());

    private static final int MAX_COUNT = 100;

    /// Splits the wire form; refuses characters that RFC 6749 §3.3 does not allow.
    public static Scopes parse(String text) {
        if (text == null || text.isEmpty()) {
            return NONE;
        }
        Set<String> values = new LinkedHashSet<>();
        for (String scope : text.split(" ", -1)) {
            if (scope.isEmpty()) {
                continue;
            }
            if (!scope.chars().allMatch(Scopes::isScopeCharacter)) {
                throw INVALID_SCOPE.because("scope has a character that RFC 6749 does not allow");
            }
            values.add(scope);
            if (values.size() > MAX_COUNT) {
                throw INVALID_SCOPE.because("too many scopes");
            }
        }
        return new Scopes(values);
    }

    public boolean has(String scope) {
        return values.contains(scope);
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    public boolean containsAll(Scopes others) {
        return values.containsAll(others.values);
    }

    /// Those of these that `allowed` holds too, in this order.
    public Scopes intersect(Collection<String> allowed) {
        Set<String> kept = new LinkedHashSet<>(values);
        kept.retainAll(allowed);
        return new Scopes(kept);
    }

    /// The wire form: separated by one space, empty text for none.
    @Override
    public String toString() {
        return String.join(" ", values);
    }

    private static boolean isScopeCharacter(int c) {
        return c == 0x21 || (c >= 0x23 && c <= 0x5B) || (c >= 0x5D && c <= 0x7E);
    }
}
