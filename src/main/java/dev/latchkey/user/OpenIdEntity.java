package dev.latchkey.user;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/// A row of `user_open_ids`, for searches; the table is written by SQL and by its trigger.
@Entity
@Immutable
@Table(name = "user_open_ids")
@IdClass(OpenIdEntity.Key.class)
class OpenIdEntity {
    @Id
    public String target;

    @Id
    public String providerAppId;

    @Id
    public String openId;

    public String providerUserId;

    /// Every app has its own open id of a person.
    record Key(String target, String providerAppId, String openId) {}
}
