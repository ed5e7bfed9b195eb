package dev.latchkey.user;

import dev.latchkey.platform.Database;
import dev.latchkey.platform.DatabaseException;
import dev.latchkey.platform.RandomValues;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/// Makes the account of a person whom a social provider brings for the first time.
@Singleton
public class SocialRegistrations {
    /// An address that somebody else has stays theirs: the account is made without it.
    private static final String REGISTER = """
            with registered as (
                insert into users (id, username, name, avatar, primary_email, primary_email_verified,
                                   primary_phone, primary_phone_verified, terms_agreed_at,
                                   last_sign_in_at, created_at, updated_at)
                select ?, ?, ?, ?, email, email is not null and ?, phone, phone is not null and ?, ?, ?, ?, ?
                from (select (select given.email where not exists
                                 (select 1 from users u where u.primary_email = given.email)) as email,
                             (select given.phone where not exists
                                 (select 1 from users u where u.primary_phone = given.phone)) as phone
                      from (select ?::varchar as email, ?::varchar as phone) given) free
                returning id
            ), identified as (
                insert into user_identities (target, provider_user_id, user_id, provider_app_id, external_user_id,
                                             open_id, union_id, details, first_seen_at, last_seen_at)
                select ?, ?, id, ?, ?, ?, ?, ?::jsonb, ?, ? from registered
                returning target, provider_app_id, provider_user_id
            )
            insert into user_open_ids (target, provider_app_id, open_id, provider_user_id)
            select target, provider_app_id, unnest(?::text[]), provider_user_id from identified
            where provider_app_id is not null""";

    private final Database database;
    private final SocialAccounts accounts;
    private final RandomValues random;
    private final Clock clock;

    SocialRegistrations(Database database, SocialAccounts accounts, RandomValues random, Clock clock) {
        this.database = database;
        this.accounts = accounts;
        this.random = random;
        this.clock = clock;
    }

    /// What became of it.
    public sealed interface Outcome {
        record Registered(String userId) implements Outcome {}

        /// A parallel first sign-in was faster: the unique keys decide.
        record Known(Account account) implements Outcome {}

        record UsernameTaken() implements Outcome {}
    }

    /// @param username when the operator asks for one
    /// @param hasAgreed whether the person just agreed to the terms
    /// @param trusted whether the provider's word is taken for the addresses
    public Outcome register(ProvenIdentity identity, Optional<String> username, boolean hasAgreed, boolean trusted) {
        Optional<String> made = insert(identity, username, hasAgreed, trusted);
        if (made.isPresent()) {
            return new Outcome.Registered(made.get());
        }
        Optional<Account> known = accounts.find(identity);
        if (known.isPresent()) {
            return new Outcome.Known(known.get());
        }
        if (username.filter(this::isTaken).isPresent()) {
            return new Outcome.UsernameTaken();
        }
        return insert(identity.withoutAddresses(), username, hasAgreed, trusted) // somebody took one just now
                .<Outcome>map(Outcome.Registered::new)
                .orElseGet(() ->
                        accounts.find(identity).<Outcome>map(Outcome.Known::new).orElseGet(Outcome.UsernameTaken::new));
    }

    private boolean isTaken(String username) {
        return database.find("select 1 from users where username = ?", row -> true, username)
                .isPresent();
    }

    /// Empty when one of the unique keys was taken.
    private Optional<String> insert(
            ProvenIdentity identity, Optional<String> username, boolean hasAgreed, boolean trusted) {
        Instant now = clock.instant();
        String id = random.shortId();
        try {
            database.update(
                    REGISTER,
                    id,
                    username.orElse(null),
                    SocialAccounts.cut(identity.name(), 128),
                    SocialAccounts.cut(identity.avatar(), 2048),
                    trusted,
                    trusted,
                    hasAgreed ? now : null,
                    now,
                    now,
                    now,
                    identity.email().orElse(null),
                    identity.phone().orElse(null),
                    identity.target(),
                    identity.id(),
                    identity.appId().orElse(null),
                    identity.userId().orElse(null),
                    identity.openId().orElse(null),
                    identity.unionId().orElse(null),
                    identity.details(),
                    now,
                    now,
                    identity.furtherOpenIds());
            return Optional.of(id);
        } catch (DatabaseException e) {
            if (e.isUniqueViolation()) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
