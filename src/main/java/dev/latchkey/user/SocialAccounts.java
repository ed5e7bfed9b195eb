package dev.latchkey.user;

import dev.latchkey.platform.Database;
import dev.latchkey.platform.DatabaseException;
import dev.latchkey.platform.RandomValues;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Finds or makes the account of a person who comes from a social provider.
@Singleton
public class SocialAccounts {
    /// By every identifier that the provider gave, the most lasting one first: a person known by
    /// `user_id` and later seen with an `open_id` alone stays the same person.
    private static final String FIND = """
            select i.user_id, i.provider_user_id, u.is_suspended
            from user_identities i join users u on u.id = i.user_id
            where i.target = ? and (i.provider_user_id = ? or i.external_user_id = ?
                                    or (i.provider_app_id = ? and i.open_id = ?) or i.union_id = ?)
            order by i.provider_user_id = ? desc, i.external_user_id = ? desc nulls last,
                     i.open_id = ? desc nulls last
            limit 1""";

    private static final String REGISTER = """
            with registered as (
                insert into users (id, name, avatar, last_sign_in_at, created_at, updated_at)
                values (?, ?, ?, ?, ?, ?) returning id
            )
            insert into user_identities (target, provider_user_id, user_id, provider_app_id, external_user_id,
                                         open_id, union_id, details, first_seen_at, last_seen_at)
            select ?, ?, id, ?, ?, ?, ?, ?::jsonb, ?, ? from registered""";

    /// Identifiers are added and never taken away; name and avatar change only when the operator
    /// wants them kept in step, and never to nothing.
    private static final String SEEN = """
            with seen as (
                update user_identities
                set last_seen_at = ?,
                    provider_app_id = case when open_id is null then ? else provider_app_id end,
                    external_user_id = coalesce(external_user_id, ?), open_id = coalesce(open_id, ?),
                    union_id = coalesce(union_id, ?)
                where target = ? and provider_user_id = ? returning user_id
            )
            update users u set last_sign_in_at = ?,
                name = case when ? then coalesce(?, name) else name end,
                avatar = case when ? then coalesce(?, avatar) else avatar end
            from seen where u.id = seen.user_id""";

    private static final Logger LOG = Logger.getLogger(SocialAccounts.class);

    private final Database database;
    private final RandomValues random;
    private final Clock clock;

    SocialAccounts(Database database, RandomValues random, Clock clock) {
        this.database = database;
        this.random = random;
        this.clock = clock;
    }

    /// What became of an attempt to sign in.
    public sealed interface Outcome {
        /// The person has an account, perhaps since just now.
        record Known(String userId, boolean isNew) implements Outcome {}

        record Suspended(String userId) implements Outcome {}

        /// The operator lets such a person not in: somebody unknown where registration is closed, or
        /// somebody known where there is nothing but registration.
        record Unknown() implements Outcome {}
    }

    private record Found(String userId, String key, boolean isSuspended) {
        static Found read(Database.Row row) throws SQLException {
            return new Found(row.text("user_id"), row.text("provider_user_id"), row.flag("is_suspended"));
        }
    }

    /// @param maySignIn whether a person who has an account is let in
    /// @param mayRegister whether an unknown person gets an account
    /// @param syncProfile whether name and avatar follow the provider
    public Outcome signIn(ProvenIdentity identity, boolean maySignIn, boolean mayRegister, boolean syncProfile) {
        Optional<Found> found = find(identity);
        if (found.isEmpty() && mayRegister) {
            Optional<String> registered = register(identity);
            if (registered.isPresent()) {
                return new Outcome.Known(registered.get(), true);
            }
            found = find(identity); // a parallel first sign-in was faster
        }
        return found.filter(known -> maySignIn)
                .<Outcome>map(known -> welcomeBack(known, identity, syncProfile))
                .orElseGet(Outcome.Unknown::new);
    }

    private Outcome welcomeBack(Found found, ProvenIdentity identity, boolean syncProfile) {
        if (found.isSuspended()) {
            return new Outcome.Suspended(found.userId());
        }
        try {
            seen(found, identity, syncProfile);
        } catch (DatabaseException e) {
            if (!e.isUniqueViolation()) {
                throw e;
            }
            LOG.warnf(
                    "user %s and another one are the same person at %s: the new identifiers are not added",
                    found.userId(), identity.target());
            seen(found, withoutFurtherNames(identity), syncProfile);
        }
        return new Outcome.Known(found.userId(), false);
    }

    /// Somebody else has one of the further identifiers: merging accounts is not ours to decide.
    private static ProvenIdentity withoutFurtherNames(ProvenIdentity identity) {
        return new ProvenIdentity(
                identity.target(),
                identity.id(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                identity.name(),
                identity.avatar(),
                identity.details());
    }

    private void seen(Found found, ProvenIdentity identity, boolean syncProfile) {
        Instant now = clock.instant();
        database.update(
                SEEN,
                now,
                identity.openId().flatMap(ignored -> identity.appId()).orElse(null),
                identity.userId().orElse(null),
                identity.openId().orElse(null),
                identity.unionId().orElse(null),
                identity.target(),
                found.key(),
                now,
                syncProfile,
                cut(identity.name(), 128),
                syncProfile,
                cut(identity.avatar(), 2048));
    }

    private Optional<Found> find(ProvenIdentity identity) {
        String userId = identity.userId().orElse(null);
        String openId = identity.openId().orElse(null);
        return database.find(
                FIND,
                Found::read,
                identity.target(),
                identity.id(),
                userId,
                identity.appId().orElse(null),
                openId,
                identity.unionId().orElse(null),
                identity.id(),
                userId,
                openId);
    }

    /// Empty when somebody with one of these identifiers exists by now: the unique keys decide.
    private Optional<String> register(ProvenIdentity identity) {
        Instant now = clock.instant();
        String id = random.shortId();
        try {
            database.update(
                    REGISTER,
                    id,
                    cut(identity.name(), 128),
                    cut(identity.avatar(), 2048),
                    now,
                    now,
                    now,
                    identity.target(),
                    identity.id(),
                    identity.appId().orElse(null),
                    identity.userId().orElse(null),
                    identity.openId().orElse(null),
                    identity.unionId().orElse(null),
                    identity.details(),
                    now,
                    now);
            return Optional.of(id);
        } catch (DatabaseException e) {
            if (e.isUniqueViolation()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static String cut(Optional<String> text, int limit) {
        return text.map(value -> value.codePointCount(0, value.length()) <= limit
                        ? value
                        : value.substring(0, value.offsetByCodePoints(0, limit)))
                .orElse(null);
    }
}
