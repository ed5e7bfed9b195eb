package dev.latchkey.token;

import dev.latchkey.client.Application;
import dev.latchkey.client.SignatureAlgorithms;
import dev.latchkey.key.Algorithm;
import dev.latchkey.key.OfferedAlgorithms;
import dev.latchkey.key.SigningKeys;
import dev.latchkey.logout.IdTokenAlgorithms;
import dev.latchkey.platform.ApiException;
import dev.latchkey.resource.Resource;
import dev.latchkey.resource.TokenAlgorithms;
import jakarta.inject.Singleton;
import java.util.Optional;

/// Which algorithm signs what an application is told about people (ID tokens, and userinfo where it wants that signed),
/// and what it shows to an API.
@Singleton
class AnswerAlgorithms implements SignatureAlgorithms, TokenAlgorithms, IdTokenAlgorithms {
    /// Every relying party knows it.
    private static final Algorithm DEFAULT = Algorithm.RS256;
    /// There is a key for it in any case, and FAPI 2.0 §5.4.1 allows it.
    private static final Algorithm FAPI2_DEFAULT = Algorithm.ES256;

    private final OfferedAlgorithms offered;
    private final SigningKeys keys;

    AnswerAlgorithms(OfferedAlgorithms offered, SigningKeys keys) {
        this.offered = offered;
        this.keys = keys;
    }

    @Override
    public void prepare(String path, String name) {
        keys.prepare(offered.find(name)
                .orElseThrow(() -> ApiException.invalidInput(path + ": "
                        + (name.equals(Algorithm.EdDSA.name())
                                ? "EdDSA has to be switched on first, by latchkey.key.okp-enabled"
                                : "must be one of " + String.join(", ", offered.names())))));
    }

    @Override
    public Algorithm ofIdToken(Application application) {
        return application
                .custom()
                .idTokenAlgorithm()
                .map(asked -> offeredOr(asked, application))
                .orElse(DEFAULT);
    }

    /// Empty for plain JSON.
    Optional<Algorithm> ofUserInfo(Application application) {
        return Optional.ofNullable(application.custom().userinfoSignedResponseAlg())
                .map(asked -> offeredOr(asked, application));
    }

    /// Where the one that was asked for has been switched off, the default: there is a key for it in any case.
    Algorithm ofAccessToken(Resource resource) {
        return offered.find(resource.signingAlgorithm()).orElse(Algorithm.ES256);
    }

    /// One that was switched off after the application asked for it is not used any more: its keys are
    /// not published.
    private Algorithm offeredOr(String asked, Application application) {
        return offered.find(asked).orElse(application.isFapi2() ? FAPI2_DEFAULT : DEFAULT);
    }
}
