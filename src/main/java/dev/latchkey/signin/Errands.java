package dev.latchkey.signin;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/// Takes an errand up again, on the way to a provider that leads over pages of ours.
@Singleton
class Errands {
    private final PendingAccounts pendings;
    private final SignInConfig config;
    private final Clock clock;

    Errands(PendingAccounts pendings, SignInConfig config, Clock clock) {
        this.pendings = pendings;
        this.config = config;
        this.clock = clock;
    }

    /// Empty when there is nothing to prove or to link: for the latter somebody was asked for a proof when the sign-in
    /// began, so none other will do, and not for long.
    Optional<Errand> of(SignIn signIn, Errand.Kind kind) {
        return switch (kind) {
            case ENTER -> Optional.of(new Errand.Enter());
            case PROVE -> pendings.find(signIn).map(pending -> new Errand.Prove(pending.id()));
            case LINK -> signIn.linkingSession().filter(_ -> isRecent(signIn)).map(Errand.Link::new);
        };
    }

    private boolean isRecent(SignIn signIn) {
        return clock.instant().isBefore(signIn.createdAt().plus(config.socialLifetime()));
    }
}
