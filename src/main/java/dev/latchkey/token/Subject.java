package dev.latchkey.token;

import dev.latchkey.platform.Database;
import java.sql.SQLException;
import java.time.Instant;

/// The person whom tokens speak of, as one read of the token brings it along.
///
/// @param emailUnproven whether it stands on the word of a provider whose word is not taken; the phone number likewise
/// @param profile further standard claims as a JSON object
/// @param customData what administrators keep with the user, as a JSON object
public record Subject(
        String id,
        boolean isSuspended,
        String username,
        String email,
        boolean emailUnproven,
        String phone,
        boolean phoneUnproven,
        String name,
        String avatar,
        String profile,
        String customData,
        Instant createdAt,
        Instant updatedAt) {
    /// The columns of `users u` that [#read] needs.
    static final String COLUMNS = """
            u.id as user_id, u.is_suspended, u.username, u.primary_email, u.primary_email_unproven,
            u.primary_phone, u.primary_phone_unproven, u.name, u.avatar, u.profile, u.custom_data, u.created_at as user_created_at, u.updated_at as user_updated_at""";

    static Subject read(Database.Row row) throws SQLException {
        return new Subject(
                row.text("user_id"),
                row.flag("is_suspended"),
                row.text("username"),
                row.text("primary_email"),
                row.flag("primary_email_unproven"),
                row.text("primary_phone"),
                row.flag("primary_phone_unproven"),
                row.text("name"),
                row.text("avatar"),
                row.text("profile"),
                row.text("custom_data"),
                row.instant("user_created_at"),
                row.instant("user_updated_at"));
    }
}
