package dev.latchkey.user;

import dev.latchkey.platform.Database;
import dev.latchkey.platform.DatabaseException;
import dev.latchkey.platform.RandomValues;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Adds an identity that nobody has yet to an account that is there already. Whoever calls has seen
/// proof of both; what is noted here lets a mistake be taken back ([IdentitySplits]).
@Singleton
public class IdentityLinks {
    /// A mistaken link can be taken back for this long.
    static final Duration REVERSIBLE = Duration.ofDays(30);
    /// What an identity began has to be known a little longer.
    public static final Duration BEGINNINGS_KEPT = REVERSIBLE.plusDays(1);

    private static final String LINK = """
            with linked as (
                insert into user_identities (target, provider_user_id, user_id, provider_app_id, external_user_id,
                                             open_id, union_id, details, first_seen_at, last_seen_at)
                select ?, ?, u.id, ?, ?, ?, ?, ?::jsonb, ?, ? from users u
                where u.id = ? and not u.is_suspended
                  and not exists (select 1 from user_identities i where i.user_id = u.id and i.target = ?)
                returning user_id, target, provider_user_id, provider_app_id
            ), named as (
                insert into user_open_ids (target, provider_app_id, open_id, provider_user_id)
                select target, provider_app_id, unnest(?::text[]), provider_user_id from linked
                where provider_app_id is not null
            ), noted as (
                insert into identity_links (id, user_id, target, provider_user_id, method, linked_at, expires_at,
                                            former_name, former_avatar)
                select ?, l.user_id, l.target, l.provider_user_id, ?, ?, ?, u.name, u.avatar
                from linked l join users u on u.id = l.user_id
            )
            update users u set updated_at = ? from linked where u.id = linked.user_id""";

    private final Database database;
    private final SocialAccounts accounts;
    private final RandomValues random;
    private final Clock clock;

    IdentityLinks(Database database, SocialAccounts accounts, RandomValues random, Clock clock) {
        this.database = database;
        this.accounts = accounts;
        this.random = random;
        this.clock = clock;
    }

    /// How it came to be.
    public enum Method {
        /// The person proved the account during a sign-in.
        Proof,
        /// The operator lets verified addresses decide.
        Automatic,
        /// The person was signed in.
        Account,
        Administrator
    }

    /// What became of it.
    public enum Outcome {
        LINKED,
        ALREADY_THEIRS,
        /// Accounts are never merged: the person has to take the identity off the other one first.
        BELONGS_TO_ANOTHER,
        /// The account has another identity at this target, or is gone or suspended by now.
        NOT_POSSIBLE
    }

    public Outcome link(String userId, ProvenIdentity identity, Method method) {
        Optional<Account> owner;
        try {
            owner = accounts.find(identity);
        } catch (IdentityConflictException _) {
            return Outcome.BELONGS_TO_ANOTHER;
        }
        if (owner.isPresent()) {
            return owner.get().userId().equals(userId) ? Outcome.ALREADY_THEIRS : Outcome.BELONGS_TO_ANOTHER;
        }
        try {
            return insert(userId, identity, method) == 1 ? Outcome.LINKED : Outcome.NOT_POSSIBLE;
        } catch (DatabaseException e) {
            if (e.isUniqueViolation()) {
                return Outcome.BELONGS_TO_ANOTHER; // a parallel sign-in was faster
            }
            throw e;
        }
    }

    /// All that is known of an identity, as a link keeps it that replaces it.
    Optional<String> keep(String target, String providerUserId) {
        return database.find("""
                select jsonb_build_object('identity', to_jsonb(i), 'openIds',
                           (select coalesce(jsonb_agg(to_jsonb(o)), '[]') from user_open_ids o
                            where o.target = i.target and o.provider_user_id = i.provider_user_id)) as kept
                from user_identities i where i.target = ? and i.provider_user_id = ?""", row -> row.text("kept"), target, providerUserId);
    }

    /// Notes a link that an administrator made, in the transaction under way.
    ///
    /// @param replaced the identity that made room for it
    void noteByAdministrator(String userId, String target, String providerUserId, Optional<String> replaced) {
        Instant now = clock.instant();
        database.update(
                """
                insert into identity_links (id, user_id, target, provider_user_id, method, linked_at, expires_at,
                                            former_name, former_avatar, replaced)
                select ?, id, ?, ?, ?, ?, ?, name, avatar, ?::jsonb from users where id = ?""",
                random.entityId(),
                target,
                providerUserId,
                Method.Administrator.name(),
                now,
                now.plus(REVERSIBLE),
                replaced.orElse(null),
                userId);
    }

    private int insert(String userId, ProvenIdentity identity, Method method) {
        Instant now = clock.instant();
        return database.update(
                LINK,
                identity.target(),
                identity.id(),
                identity.appId().orElse(null),
                identity.userId().orElse(null),
                identity.openId().orElse(null),
                identity.unionId().orElse(null),
                identity.details(),
                now,
                now,
                userId,
                identity.target(),
                identity.furtherOpenIds(),
                random.entityId(),
                method.name(),
                now,
                now.plus(REVERSIBLE),
                now);
    }
}
