package dev.latchkey.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// A row of `user_identities`.
@Entity
@Table(name = "user_identities")
@IdClass(IdentityEntity.Key.class)
class IdentityEntity {
    @Id
    public String target;

    @Id
    public String providerUserId;

    public String userId;
    public String providerAppId;
    public String externalUserId;
    public String openId;
    public String unionId;

    @JdbcTypeCode(SqlTypes.JSON)
    public ObjectNode details;

    public Instant firstSeenAt;
    public Instant lastSeenAt;

    /// The provider's id names one person within its target.
    record Key(String target, String providerUserId) {}

    /// Identifiers are added and replaced, never taken away; an open id goes with the app that it is for.
    void merge(ProviderIdentity identity) {
        if (identity.openId() != null || openId == null) {
            providerAppId = identity.appId() == null ? providerAppId : identity.appId();
            openId = identity.openId();
        }
        externalUserId = identity.externalUserId() == null ? externalUserId : identity.externalUserId();
        unionId = identity.unionId() == null ? unionId : identity.unionId();
        details = identity.details();
    }
}
