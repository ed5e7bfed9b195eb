package dev.latchkey.experience;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// The one row of `sign_in_experiences`; it holds what differs from the defaults.
@Entity
@Table(name = "sign_in_experiences")
class ExperienceEntity {
    static final String ID = "default";

    @Id
    public String id;

    @JdbcTypeCode(SqlTypes.JSON)
    public ObjectNode settings;

    public Instant updatedAt;
}
