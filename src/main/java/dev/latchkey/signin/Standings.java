package dev.latchkey.signin;

import dev.latchkey.connector.ConfiguredConnector;
import dev.latchkey.connector.Connectors;
import dev.latchkey.user.Account;
import dev.latchkey.user.ProvenIdentity;
import dev.latchkey.user.RelatedAccounts;
import dev.latchkey.user.SocialAccounts;
import dev.latchkey.user.Users;
import jakarta.inject.Singleton;
import java.util.Optional;

/// Looks who somebody is that proved something.
@Singleton
class Standings {
    private final Users users;
    private final SocialAccounts accounts;
    private final RelatedAccounts relatives;
    private final Connectors connectors;

    Standings(Users users, SocialAccounts accounts, RelatedAccounts relatives, Connectors connectors) {
        this.users = users;
        this.accounts = accounts;
        this.relatives = relatives;
        this.connectors = connectors;
    }

    /// Nobody, when the account whose password was proven is gone by now.
    ///
    /// @throws dev.latchkey.user.IdentityConflictException when the identity names several people at once
    Optional<Standing> of(Proof proof) {
        return switch (proof) {
            case Proof.Password(var userId) -> users.findAccount(userId).map(Standing.Member::new);
            case Proof.Social(var connectorId, var identity) ->
                accounts.find(identity)
                        .<Standing>map(Standing.Member::new)
                        .or(() -> related(connectorId, identity).map(Standing.Relative::new))
                        .or(() -> Optional.of(new Standing.Stranger()));
        };
    }

    private Optional<Account> related(String connectorId, ProvenIdentity identity) {
        return isTrusted(connectorId) ? relatives.find(identity) : Optional.empty();
    }

    /// Whether the addresses that this connector calls verified are.
    boolean isTrusted(String connectorId) {
        return connectors
                .find(connectorId)
                .filter(ConfiguredConnector::trustsAddresses)
                .isPresent();
    }
}
