package dev.latchkey.user;

import dev.latchkey.platform.Database;
import dev.latchkey.platform.DatabaseException;
import dev.latchkey.platform.RandomValues;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Finds or makes the account of a person who comes from a social provider.
@Singleton
public class SocialAccounts {
    /// By every identifier that the provider gave, the most lasting one first: a person known by
    /// `user_id` and later seen with an `open_id` alone stays the same person.
    private static final String FIND = """
            select i.user_id, i.provider_user_id, i.external_user_id, i.union_id, u.is_suspended
            from user_identities i join users u on u.id = i.user_id
            where i.target = ? and (i.provider_user_id = ? or i.external_user_id = ? or i.union_id = ?
                or i.provider_user_id in (select o.provider_user_id from user_open_ids o
                                          where o.target = i.target and o.provider_app_id = ? and o.open_id = ?))
            order by i.provider_user_id = ? desc, i.external_user_id = ? desc nulls last,
                     i.union_id = ? desc nulls last""";

    private static final String REGISTER = """
            with registered as (
                insert into users (id, name, avatar, last_sign_in_at, created_at, updated_at)
                values (?, ?, ?, ?, ?, ?) returning id
            )
            insert into user_identities (target, provider_user_id, user_id, provider_app_id, external_user_id,
                                         open_id, union_id, details, first_seen_at, last_seen_at)
            select ?, ?, id, ?, ?, ?, ?, ?::jsonb, ?, ? from registered""";

    /// Identifiers are added and never taken away, nor replaced; name and avatar change only when the
    /// operator wants them kept in step, and never to nothing. Changes nothing when the identity has
    /// become somebody else's in the meantime.
    private static final String SEEN = """
            with arrived as (
                select ?::varchar as app_id, ?::varchar as external_user_id, ?::varchar as open_id,
                       ?::varchar as union_id
            ), seen as (
                update user_identities i
                set last_seen_at = ?,
                    provider_app_id = case when i.open_id is null then arrived.app_id else i.provider_app_id end,
                    external_user_id = coalesce(i.external_user_id, arrived.external_user_id),
                    open_id = coalesce(i.open_id, arrived.open_id),
                    union_id = coalesce(i.union_id, arrived.union_id)
                from arrived
                where i.target = ? and i.provider_user_id = ?
                    and coalesce(i.external_user_id = arrived.external_user_id, true)
                    and coalesce(i.union_id = arrived.union_id, true)
                returning i.user_id, i.target, i.provider_user_id, arrived.app_id, arrived.open_id
            ), further as (
                insert into user_open_ids (target, provider_app_id, open_id, provider_user_id)
                select target, app_id, open_id, provider_user_id from seen
                where app_id is not null and open_id is not null
                on conflict do nothing
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

    /// @param maySignIn whether a person who has an account is let in
    /// @param mayRegister whether an unknown person gets an account
    /// @param syncProfile whether name and avatar follow the provider
    /// @throws IdentityConflictException when the provider names two people at once
    public Outcome signIn(ProvenIdentity identity, boolean maySignIn, boolean mayRegister, boolean syncProfile) {
        Optional<KnownIdentity> found = find(identity);
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

    private Outcome welcomeBack(KnownIdentity found, ProvenIdentity identity, boolean syncProfile) {
        if (found.isSuspended()) {
            return new Outcome.Suspended(found.userId());
        }
        boolean seen;
        try {
            seen = seen(found, identity, syncProfile);
        } catch (DatabaseException e) {
            if (!e.isUniqueViolation()) {
                throw e;
            }
            LOG.warnf(
                    "user %s and another one are the same person at %s: the new identifiers are not added",
                    found.userId(), identity.target());
            seen = seen(found, withoutFurtherNames(identity), syncProfile);
        }
        if (!seen) { // a parallel sign-in taught us that the identity is somebody else's
            throw new IdentityConflictException(List.of(found.userId()));
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

    private boolean seen(KnownIdentity found, ProvenIdentity identity, boolean syncProfile) {
        Instant now = clock.instant();
        return database.update(
                        SEEN,
                        identity.openId().flatMap(ignored -> identity.appId()).orElse(null),
                        identity.userId().orElse(null),
                        identity.openId().orElse(null),
                        identity.unionId().orElse(null),
                        now,
                        identity.target(),
                        found.key(),
                        now,
                        syncProfile,
                        cut(identity.name(), 128),
                        syncProfile,
                        cut(identity.avatar(), 2048))
                > 0;
    }

    private Optional<KnownIdentity> find(ProvenIdentity identity) {
        String userId = identity.userId().orElse(null);
        String unionId = identity.unionId().orElse(null);
        List<KnownIdentity> matches = database.list(
                FIND,
                KnownIdentity::read,
                identity.target(),
                identity.id(),
                userId,
                unionId,
                identity.appId().orElse(null),
                identity.openId().orElse(null),
                identity.id(),
                userId,
                unionId);
        return KnownIdentity.among(matches, identity);
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
