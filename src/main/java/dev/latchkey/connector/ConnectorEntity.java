package dev.latchkey.connector;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// A row of `connectors`. Its metadata column stays empty: no kind of connector that is built in
/// lets it be overwritten.
@Entity
@Table(name = "connectors")
class ConnectorEntity {
    @Id
    public String id;

    public String factoryId;
    public String target;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    public ConnectorMetadata.Platform platform;

    public byte[] configSealed;
    public boolean syncProfile;
    public Instant createdAt;
}
