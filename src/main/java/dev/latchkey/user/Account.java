package dev.latchkey.user;

import dev.latchkey.platform.Database;
import java.sql.SQLException;

/// The account that an identity or an address belongs to, as far as entering it is concerned.
///
/// @param hasAgreed whether the person ever agreed to the terms
public record Account(String userId, boolean isSuspended, boolean hasAgreed) {
    /// The columns of `users u` that [#read] needs.
    static final String COLUMNS = "u.id as user_id, u.is_suspended, u.terms_agreed_at";

    static Account read(Database.Row row) throws SQLException {
        return new Account(row.text("user_id"), row.flag("is_suspended"), row.instant("terms_agreed_at") != null);
    }
}
