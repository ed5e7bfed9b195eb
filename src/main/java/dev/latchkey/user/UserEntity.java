package dev.latchkey.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// A row of `users`, as administration changes it.
@Entity
@Table(name = "users")
class UserEntity {
    @Id
    public String id;

    public String username;
    public String primaryEmail;
    public String primaryPhone;
    public String name;
    public String avatar;

    @JdbcTypeCode(SqlTypes.JSON)
    public UserProfile profile;

    @JdbcTypeCode(SqlTypes.JSON)
    public ObjectNode customData;

    public boolean isSuspended;
    public Instant createdAt;
    public Instant updatedAt;

    void apply(UserInput input) {
        username = input.username();
        primaryEmail = input.primaryEmail();
        primaryPhone = input.primaryPhone();
        name = input.name();
        avatar = input.avatar();
        profile = input.profile();
        customData = input.customData();
    }

    UserInput toInput() {
        return new UserInput(username, primaryEmail, primaryPhone, name, avatar, profile, customData);
    }
}
