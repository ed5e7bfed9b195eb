package dev.latchkey.signin;

import dev.latchkey.user.ProvenIdentity;

/// What a person has proved in a sign-in.
sealed interface Proof {
    /// How, as `amr` names it (RFC 8176).
    String method();

    /// Who they are at a provider.
    record Social(String connectorId, ProvenIdentity identity) implements Proof {
        @Override
        public String method() {
            return "ext";
        }
    }

    /// An account, by its password.
    record Password(String userId) implements Proof {
        @Override
        public String method() {
            return "pwd";
        }
    }
}
