package dev.latchkey.token;

import dev.latchkey.client.Application;
import dev.latchkey.client.SignatureAlgorithms;
import dev.latchkey.key.Algorithm;
import dev.latchkey.key.OfferedAlgorithms;
import dev.latchkey.key.SigningKeys;
import dev.latchkey.platform.ApiException;
import jakarta.inject.Singleton;

/// Which algorithm signs the ID tokens of which application.
@Singleton
class IdTokenAlgorithms implements SignatureAlgorithms {
    /// Every relying party knows it.
    private static final Algorithm DEFAULT = Algorithm.RS256;

    private final OfferedAlgorithms offered;
    private final SigningKeys keys;

    IdTokenAlgorithms(OfferedAlgorithms offered, SigningKeys keys) {
        this.offered = offered;
        this.keys = keys;
    }

    @Override
    public void prepare(String name) {
        keys.prepare(offered.find(name)
                .orElseThrow(() -> ApiException.invalidInput("customClientMetadata.idTokenSignedResponseAlg: "
                        + (name.equals(Algorithm.EdDSA.name())
                                ? "EdDSA has to be switched on first, by latchkey.key.okp-enabled"
                                : "must be one of " + String.join(", ", offered.names())))));
    }

    /// One that was switched off after the application asked for it is not used any more: its keys are
    /// not published.
    Algorithm of(Application application) {
        String asked = application.custom().idTokenSignedResponseAlg();
        return asked == null ? DEFAULT : offered.find(asked).orElse(DEFAULT);
    }
}
