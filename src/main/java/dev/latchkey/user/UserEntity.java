package dev.latchkey.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
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
    public boolean primaryEmailVerified;
    public boolean primaryEmailUnproven;
    public String primaryPhone;
    public boolean primaryPhoneVerified;
    public boolean primaryPhoneUnproven;
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
        primaryEmailVerified =
                isVerified(primaryEmail, primaryEmailVerified, input.primaryEmail(), input.primaryEmailVerified());
        primaryPhoneVerified =
                isVerified(primaryPhone, primaryPhoneVerified, input.primaryPhone(), input.primaryPhoneVerified());
        primaryEmailUnproven &= !primaryEmailVerified && Objects.equals(primaryEmail, input.primaryEmail());
        primaryPhoneUnproven &= !primaryPhoneVerified && Objects.equals(primaryPhone, input.primaryPhone());
        primaryEmail = input.primaryEmail();
        primaryPhone = input.primaryPhone();
        name = input.name();
        avatar = input.avatar();
        profile = input.profile();
        customData = input.customData();
    }

    UserInput toInput() {
        return new UserInput(username, primaryEmail, null, primaryPhone, null, name, avatar, profile, customData);
    }

    /// Nobody has verified an address that an administrator enters, unless they say so.
    private static boolean isVerified(String before, boolean wasVerified, String now, Boolean said) {
        return now != null && (said != null ? said : wasVerified && now.equals(before));
    }
}
