package dev.latchkey.user;

import dev.latchkey.platform.Database;
import jakarta.inject.Singleton;
import java.util.Optional;

/// Finds the account that a person may have already, whom a provider brings for the first time: by a
/// phone number or an e-mail address that is verified on both sides. That it is the same text is not
/// enough, and a hit proves nothing yet: it is a reason to ask.
@Singleton
public class RelatedAccounts {
    /// An account that has another identity at this target belongs to somebody else there.
    private static final String FIND = "select " + Account.COLUMNS + """
             from users u
            where (u.primary_phone = ? and u.primary_phone_verified
                   or u.primary_email in (?, lower(?)) and u.primary_email_verified)
              and not exists (select 1 from user_identities i where i.user_id = u.id and i.target = ?)
            order by u.primary_phone = ? desc nulls last limit 1""";

    private final Database database;

    RelatedAccounts(Database database) {
        this.database = database;
    }

    /// The phone number counts first (reference, social sign-in §2).
    public Optional<Account> find(ProvenIdentity identity) {
        if (identity.email().isEmpty() && identity.phone().isEmpty()) {
            return Optional.empty();
        }
        String phone = identity.phone().orElse(null);
        String email = identity.email().orElse(null);
        return database.find(FIND, Account::read, phone, email, email, identity.target(), phone);
    }
}
