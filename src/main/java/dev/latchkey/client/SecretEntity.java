package dev.latchkey.client;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;

/// A row of `application_secrets`.
@Entity
@Table(name = "application_secrets")
@IdClass(SecretEntity.Key.class)
class SecretEntity {
    @Id
    public String applicationId;

    @Id
    public String name;

    public byte[] valueSealed;
    public Instant createdAt;
    public Instant expiresAt;

    /// A secret is known by its name within its application.
    record Key(String applicationId, String name) {}
}
