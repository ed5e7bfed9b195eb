package dev.latchkey.token;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.latchkey.oauth.Scopes;
import dev.latchkey.platform.Database;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The claims that an application asked for by name (OIDC Core §5.5), each where it wants to see it;
/// kept with the authorization, so that every refresh answers alike.
public record RequestedClaims(Set<PersonClaim> userInfo, Set<PersonClaim> idToken) {
    public static final RequestedClaims NONE = new RequestedClaims(Set.of(), Set.of());

    static RequestedClaims read(Database.Row row) throws SQLException {
        return new RequestedClaims(known(row.texts("userinfo_claims")), known(row.texts("id_token_claims")));
    }

    /// Those that these scopes open anyway: naming a claim then only moves it.
    RequestedClaims within(Scopes scopes) {
        return new RequestedClaims(within(userInfo, scopes), within(idToken, scopes));
    }

    /// As stored: null for none, which most requests ask for.
    static List<String> names(Set<PersonClaim> claims) {
        return claims.isEmpty()
                ? null
                : claims.stream().map(PersonClaim::wireName).sorted().toList();
    }

    private static Set<PersonClaim> within(Set<PersonClaim> claims, Scopes scopes) {
        return claims.stream().filter(claim -> scopes.has(claim.scope())).collect(toUnmodifiableSet());
    }

    /// A newer release that runs beside this one may have stored names that this one does not know.
    private static Set<PersonClaim> known(List<String> names) {
        return names.isEmpty()
                ? Set.of()
                : names.stream().map(PersonClaim::of).flatMap(Optional::stream).collect(toUnmodifiableSet());
    }
}
