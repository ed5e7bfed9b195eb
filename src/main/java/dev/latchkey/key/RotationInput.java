package dev.latchkey.key;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/// Which keys to replace.
///
/// @param signingKeyAlgorithm an algorithm, or `RSA` or `EC` for all of this kind that are in use; absent
///     for all in use
/// @param rotationGracePeriod seconds that the new keys are published before they sign, other than the
///     configured time: 0 when a key has to go at once
@RegisterForReflection
record RotationInput(
        String signingKeyAlgorithm,
        @Min(0) @Max(30 * 86_400) Integer rotationGracePeriod) {}
