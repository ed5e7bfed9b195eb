package dev.latchkey.signin;

import java.util.Locale;
import java.util.stream.Stream;

/// What a visit at a provider is for.
sealed interface Errand {
    /// Signing in.
    record Enter() implements Errand {}

    /// Proving the account that a pending decision speaks of.
    record Prove(String pendingId) implements Errand {}

    /// Linking the identity to the account of a session.
    record Link(String sessionId) implements Errand {}

    default Kind kind() {
        return switch (this) {
            case Enter() -> Kind.ENTER;
            case Prove _ -> Kind.PROVE;
            case Link _ -> Kind.LINK;
        };
    }

    /// As our own addresses tell it. Which decision or session it is about is nothing that an address could choose
    /// ([Errands]).
    enum Kind {
        ENTER,
        PROVE,
        LINK;

        /// Anything else is signing in.
        static Kind of(String word) {
            return Stream.of(values())
                    .filter(kind -> kind.word().equals(word))
                    .findFirst()
                    .orElse(ENTER);
        }

        /// To be added to the query of an address.
        String query() {
            return this == ENTER ? "" : "&for=" + word();
        }

        /// The page that the person came from, where there are other ways.
        String back(SignIn signIn) {
            return switch (this) {
                case ENTER -> signIn.pagePath();
                case PROVE -> signIn.accountPath();
                case LINK -> signIn.resumePath();
            };
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
