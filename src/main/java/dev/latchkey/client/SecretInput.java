package dev.latchkey.client;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

/// A secret to make or rename.
///
/// @param expiresAt milliseconds since the epoch; absent means never
@RegisterForReflection
record SecretInput(
        @NotBlank @Size(max = 256) String name, @Positive Long expiresAt) {}
