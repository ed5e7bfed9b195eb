package dev.latchkey.consent;

import dev.latchkey.platform.Database;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;

/// What a person has allowed, as administrators see it, the latest first.
@Singleton
class UserConsents {
    private static final int MAX_LISTED = 100;

    private final Database database;

    UserConsents(Database database) {
        this.database = database;
    }

    /// @param givenAt when the person allowed something last, in milliseconds
    record View(
            String applicationId, String applicationName, List<String> scopes, List<String> resources, long givenAt) {
        static View read(Database.Row row) throws SQLException {
            return new View(
                    row.text("application_id"),
                    row.text("name"),
                    row.texts("scopes"),
                    row.texts("resources"),
                    row.instant("given_at").toEpochMilli());
        }
    }

    List<View> of(String userId) {
        return database.list("""
                select c.application_id, a.name, c.scopes, c.resources, c.given_at
                from consents c join applications a on a.id = c.application_id
                where c.user_id = ? order by c.given_at desc, c.application_id limit\s""" + MAX_LISTED, View::read, userId);
    }
}
