package dev.latchkey.resource;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;

/// Whether a resource is the default one.
@RegisterForReflection
record DefaultInput(@NotNull Boolean isDefault) {}
