package dev.latchkey.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// A row of `applications`.
@Entity
@Table(name = "applications")
class ApplicationEntity {
    @Id
    public String id;

    public String name;
    public String description;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    public ApplicationType type;

    @Column(name = "oidc_client_metadata")
    @JdbcTypeCode(SqlTypes.JSON)
    public OidcClientMetadata oidc;

    @Column(name = "custom_client_metadata")
    @JdbcTypeCode(SqlTypes.JSON)
    public CustomClientMetadata custom;

    @JdbcTypeCode(SqlTypes.JSON)
    public ProtectedAppMetadata protectedAppMetadata;

    @JdbcTypeCode(SqlTypes.JSON)
    public ObjectNode customData;

    public boolean isThirdParty;
    public boolean isAdmin;
    public Instant createdAt;
    public Instant updatedAt;

    /// Takes over everything that a PATCH may change.
    void apply(ApplicationInput input) {
        name = input.name();
        description = input.description();
        oidc = input.oidc();
        custom = input.custom();
        protectedAppMetadata = input.protectedAppMetadata();
        customData = input.customData();
        isAdmin = input.administers();
    }

    ApplicationInput toInput() {
        return new ApplicationInput(
                name, type, description, oidc, custom, isThirdParty, protectedAppMetadata, customData, isAdmin, false);
    }

    ApplicationView toView() {
        return new ApplicationView(
                ApplicationView.TENANT,
                id,
                name,
                description,
                type,
                oidc,
                custom,
                protectedAppMetadata,
                customData,
                isThirdParty,
                isAdmin,
                false,
                createdAt.toEpochMilli());
    }
}
