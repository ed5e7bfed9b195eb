package dev.latchkey.resource;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/// A row of `resources`.
@Entity
@Table(name = "resources")
class ResourceEntity {
    @Id
    public String id;

    public String name;
    public String indicator;
    public int accessTokenTtl;
    public String accessTokenSigningAlg;
    public boolean isDefault;
    public Instant createdAt;

    ResourceView toView() {
        return new ResourceView(
                ResourceView.TENANT, id, name, indicator, isDefault, accessTokenTtl, accessTokenSigningAlg);
    }
}
