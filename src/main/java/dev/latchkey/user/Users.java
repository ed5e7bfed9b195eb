package dev.latchkey.user;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.platform.Database;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// People as every other feature sees them: one statement, identities included.
@Singleton
public class Users {
    private static final TypeReference<Map<String, SocialIdentity>> IDENTITIES = new TypeReference<>() {};

    private static final String SELECT = """
            select u.id, u.username, u.primary_email, u.primary_email_verified,
                   u.primary_phone, u.primary_phone_verified, u.name, u.avatar, u.profile, u.custom_data,
                   u.application_id, u.is_suspended, u.last_sign_in_at, u.created_at, u.updated_at,
                   exists (select 1 from credentials c where c.user_id = u.id) as has_password,
                   (select coalesce(jsonb_object_agg(i.target,
                           jsonb_build_object('userId', i.provider_user_id, 'details', i.details)), '{}')
                    from user_identities i where i.user_id = u.id) as identities
            from users u\s""";

    private final Database database;
    private final ObjectMapper json;

    Users(Database database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    public Optional<User> find(String id) {
        return database.find(SELECT + "where u.id = ?", this::toUser, id);
    }

    public Optional<User> findByUsername(String username) {
        return database.find(SELECT + "where u.username = ?", this::toUser, username);
    }

    /// Notes that the person signed in.
    public void signedIn(String id, Instant at) {
        database.update("update users set last_sign_in_at = ? where id = ?", at, id);
    }

    /// The account of a person, as far as entering it is concerned.
    public Optional<Account> findAccount(String id) {
        return database.find("select " + Account.COLUMNS + " from users u where u.id = ?", Account::read, id);
    }

    /// Notes that the person agreed to the terms.
    public void agreed(String id, Instant at) {
        database.update("update users set terms_agreed_at = ? where id = ?", at, id);
    }

    /// Those with these ids, in this order.
    List<User> all(List<String> ids) {
        return database.list(
                SELECT + "where u.id = any(?) order by array_position(?::text[], u.id::text)", this::toUser, ids, ids);
    }

    private User toUser(Database.Row row) throws SQLException {
        return new User(
                row.text("id"),
                row.text("username"),
                row.text("primary_email"),
                row.flag("primary_email_verified"),
                row.text("primary_phone"),
                row.flag("primary_phone_verified"),
                row.text("name"),
                row.text("avatar"),
                read(row.text("profile"), json.constructType(UserProfile.class)),
                read(row.text("custom_data"), json.constructType(ObjectNode.class)),
                read(row.text("identities"), json.constructType(IDENTITIES)),
                row.text("application_id"),
                row.flag("is_suspended"),
                row.flag("has_password"),
                row.instant("last_sign_in_at"),
                row.instant("created_at"),
                row.instant("updated_at"));
    }

    private <T> T read(String text, JavaType type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored user is not readable", e);
        }
    }
}
