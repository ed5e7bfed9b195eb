package dev.latchkey.connector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.ConnectorMetadata.Platform;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// A row of `connectors`. Target and platform are copied from the factory, so that the database can
/// keep two connectors from serving the same people.
@Entity
@Table(name = "connectors")
class ConnectorEntity {
    @Id
    public String id;

    public String factoryId;
    public String target;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    public Platform platform;

    public byte[] configSealed;

    @JdbcTypeCode(SqlTypes.JSON)
    public ObjectNode metadata;

    public boolean syncProfile;
    public boolean enableTokenStorage;
    public boolean trustAddresses;
    public Instant createdAt;
}
