package dev.latchkey.client;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/// What a protected application guards: the web site at `origin`.
@RegisterForReflection
record ProtectedAppMetadata(
        @NotBlank @Size(max = 256) String subDomain,

        @NotNull @Size(max = 2048) @Pattern(regexp = "https?://[^/?#\\s@]+")
        String origin) {}
