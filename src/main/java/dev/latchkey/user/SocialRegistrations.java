package dev.latchkey.user;

import dev.latchkey.audit.AuditEvent;
import dev.latchkey.audit.AuditLog;
import dev.latchkey.platform.Database;
import dev.latchkey.platform.DatabaseException;
import dev.latchkey.platform.RandomValues;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes the account of a person whom a social provider brings for the first time.
@Singleton
public class SocialRegistrations {
    /// An address that somebody else has stays theirs: the account is made without it. Only one that they have on
    /// the word of a provider that is not trusted moves to the person whom a trusted one brings with it.
    private static final String REGISTER = """
            with given as (
                select ?::varchar as email, ?::varchar as phone, ?::boolean as is_trusted, ?::timestamptz as now
            ), held as (
                select u.id, coalesce(u.primary_email_unproven and u.primary_email = given.email, false) as email,
                       coalesce(u.primary_phone_unproven and u.primary_phone = given.phone, false) as phone
                from users u, given
                where given.is_trusted and (u.primary_email_unproven and u.primary_email = given.email
                                            or u.primary_phone_unproven and u.primary_phone = given.phone)
                order by u.id for update of u
            ), released as (
                update users u
                set primary_email = case when held.email then null else u.primary_email end,
                    primary_email_unproven = u.primary_email_unproven and not held.email,
                    primary_phone = case when held.phone then null else u.primary_phone end,
                    primary_phone_unproven = u.primary_phone_unproven and not held.phone,
                    updated_at = given.now
                from held, given where u.id = held.id
                returning u.id, held.email, held.phone
            ), free as (
                select (select given.email where not exists
                           (select 1 from users u where u.primary_email = given.email
                            and not (given.is_trusted and u.primary_email_unproven))) as email,
                       (select given.phone where not exists
                           (select 1 from users u where u.primary_phone = given.phone
                            and not (given.is_trusted and u.primary_phone_unproven))) as phone,
                       given.is_trusted, given.now
                from given, (select count(*) from released) before -- the keys of the table want them released first
            ), registered as (
                insert into users (id, username, name, avatar, primary_email, primary_email_verified,
                                   primary_email_unproven, primary_phone, primary_phone_verified,
                                   primary_phone_unproven, terms_agreed_at, last_sign_in_at, created_at, updated_at)
                select ?, ?, ?, ?, email, email is not null and is_trusted, email is not null and not is_trusted,
                       phone, phone is not null and is_trusted, phone is not null and not is_trusted, ?, now, now, now
                from free
                returning id
            ), identified as (
                insert into user_identities (target, provider_user_id, user_id, provider_app_id, external_user_id,
                                             open_id, union_id, details, first_seen_at, last_seen_at)
                select ?, ?, id, ?, ?, ?, ?, ?::jsonb, ?, ? from registered
                returning target, provider_app_id, provider_user_id
            ), named as (
                insert into user_open_ids (target, provider_app_id, open_id, provider_user_id)
                select target, provider_app_id, unnest(?::text[]), provider_user_id from identified
                where provider_app_id is not null
            )
            select id, email, phone from released""";

    private final Database database;
    private final SocialAccounts accounts;
    private final AuditLog audit;
    private final RandomValues random;
    private final Clock clock;

    SocialRegistrations(Database database, SocialAccounts accounts, AuditLog audit, RandomValues random, Clock clock) {
        this.database = database;
        this.accounts = accounts;
        this.audit = audit;
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

    /// Who had to let go of an address, and which ones.
    private record Released(String userId, List<String> fields) {
        static Released read(Database.Row row) throws SQLException {
            List<String> fields = new ArrayList<>();
            if (row.flag("email")) {
                fields.add("primaryEmail");
            }
            if (row.flag("phone")) {
                fields.add("primaryPhone");
            }
            return new Released(row.text("id"), fields);
        }
    }

    /// Empty when one of the unique keys was taken.
    private Optional<String> insert(
            ProvenIdentity identity, Optional<String> username, boolean hasAgreed, boolean trusted) {
        Instant now = clock.instant();
        String id = random.shortId();
        try {
            List<Released> released = database.list(
                    REGISTER,
                    Released::read,
                    identity.email().orElse(null),
                    identity.phone().orElse(null),
                    trusted,
                    now,
                    id,
                    username.orElse(null),
                    SocialAccounts.cut(identity.name(), 128),
                    SocialAccounts.cut(identity.avatar(), 2048),
                    hasAgreed ? now : null,
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
            released.forEach(former -> record(former, id, identity.target()));
            return Optional.of(id);
        } catch (DatabaseException e) {
            if (e.isUniqueViolation()) {
                return Optional.empty();
            }
            if (e.isDeadlock()) { // with a sign-in of the same person by other names, which is through by now
                return insert(identity, username, hasAgreed, trusted);
            }
            throw e;
        }
    }

    private void record(Released former, String newUserId, String target) {
        audit.record(AuditEvent.success("User.AddressMove")
                .withUser(former.userId())
                .with("newUserId", newUserId)
                .with("target", target)
                .with("fields", former.fields()));
    }
}
