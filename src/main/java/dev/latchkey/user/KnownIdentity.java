package dev.latchkey.user;

import dev.latchkey.platform.Database;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// A stored identity that has an identifier in common with somebody who comes from a provider.
///
/// @param externalUserId the provider's own id, the same for every app
record KnownIdentity(Account account, Optional<String> externalUserId, Optional<String> unionId) {
    static KnownIdentity read(Database.Row row) throws SQLException {
        return new KnownIdentity(
                Account.read(row),
                Optional.ofNullable(row.text("external_user_id")),
                Optional.ofNullable(row.text("union_id")));
    }

    /// The one whose account it is: the first. That a person has two accounts, made before the provider
    /// told that both are of one person, is no contradiction.
    ///
    /// @param matches the most lasting identifier first
    /// @throws IdentityConflictException when one of them is known to be somebody else
    static Optional<KnownIdentity> among(List<KnownIdentity> matches, ProvenIdentity identity) {
        if (matches.stream().anyMatch(known -> known.contradicts(identity))) {
            throw new IdentityConflictException(matches.stream()
                    .map(known -> known.account().userId())
                    .distinct()
                    .toList());
        }
        return matches.stream().findFirst();
    }

    /// What names a person for all apps has one value for each of them. An open id may well differ: it
    /// is another one for another app.
    private boolean contradicts(ProvenIdentity identity) {
        return differ(externalUserId, identity.userId()) || differ(unionId, identity.unionId());
    }

    private static boolean differ(Optional<String> one, Optional<String> other) {
        return one.isPresent() && other.isPresent() && !one.equals(other);
    }
}
