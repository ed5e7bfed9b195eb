package dev.latchkey.client;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

/// A secret to make or rename.
///
/// @param name no step of a path (RFC 3986 §3.3): it would never arrive as the name of what to delete
/// @param expiresAt milliseconds since the epoch, before the year 10000; absent means never
@RegisterForReflection
record SecretInput(
        @NotBlank @Size(max = 256) @Pattern(regexp = "(?!\\.{1,2}$).*", message = "must not be . or ..")
        String name,

        @Positive @Max(253_402_300_799_999L) Long expiresAt) {}
