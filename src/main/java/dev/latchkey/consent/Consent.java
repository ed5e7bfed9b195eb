package dev.latchkey.consent;

import dev.latchkey.oauth.Scopes;
import dev.latchkey.platform.Database;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/// What a person allows an application.
///
/// @param resources the APIs that it may call in the person's name
public record Consent(Scopes scopes, List<String> resources) {
    public static final Consent NONE = new Consent(Scopes.NONE, List.of());

    static Consent read(Database.Row row) throws SQLException {
        return new Consent(new Scopes(Set.copyOf(row.texts("scopes"))), row.texts("resources"));
    }

    /// True when nothing of the other is new.
    public boolean covers(Consent other) {
        return scopes.containsAll(other.scopes) && resources.containsAll(other.resources);
    }
}
