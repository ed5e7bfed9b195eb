package dev.latchkey.user;

import dev.latchkey.platform.Database;
import dev.latchkey.platform.DatabaseException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Finds the account of a person who comes from a social provider.
@Singleton
public class SocialAccounts {
    /// By every identifier that the provider gave, the most lasting one first: a person known by
    /// `user_id` and later seen with an `open_id` alone stays the same person. The open ids are looked up on their
    /// own, once: what depended on each identity could be found by no index.
    private static final String FIND = """
            select u.id as user_id, u.is_suspended, u.terms_agreed_at, i.external_user_id, i.union_id
            from user_identities i join users u on u.id = i.user_id
            where i.target = ? and (i.provider_user_id = ? or i.external_user_id = ? or i.union_id = ?
                or i.provider_user_id = any(array(select o.provider_user_id from user_open_ids o
                                                  where o.target = ? and o.provider_app_id = ? and o.open_id = any(?))))
            order by i.provider_user_id = ? desc, i.external_user_id = ? desc nulls last,
                     i.union_id = ? desc nulls last, i.open_id = ? desc nulls last""";

    /// Identifiers are added and never taken away, nor replaced; name and avatar change only when the
    /// operator wants them kept in step, and never to nothing. An unproven address is proven when a trusted
    /// provider brings it. Changes nothing when the identity has become somebody else's in the meantime.
    private static final String SEEN = """
            with arrived as (
                select ?::varchar as app_id, ?::varchar as external_user_id, ?::varchar as open_id,
                       ?::text[] as open_ids, ?::varchar as union_id
            ), seen as (
                update user_identities i
                set last_seen_at = ?,
                    provider_app_id = case when i.open_id is null then coalesce(arrived.app_id, i.provider_app_id)
                                           else i.provider_app_id end,
                    external_user_id = coalesce(i.external_user_id, arrived.external_user_id),
                    open_id = coalesce(i.open_id, arrived.open_id),
                    union_id = coalesce(i.union_id, arrived.union_id)
                from arrived
                where i.target = ? and i.user_id = ?
                    and coalesce(i.external_user_id = arrived.external_user_id, true)
                    and coalesce(i.union_id = arrived.union_id, true)
                returning i.user_id, i.target, i.provider_user_id, arrived.app_id, arrived.open_ids
            ), further as (
                insert into user_open_ids (target, provider_app_id, open_id, provider_user_id)
                select target, app_id, unnest(open_ids), provider_user_id from seen where app_id is not null
                on conflict do nothing
            ), told as (
                select ?::varchar as name, ?::varchar as avatar where ?
            ), vouched as (
                select ?::varchar as email, ?::varchar as phone
            ), synced as (
                update identity_links l
                set synced_name = coalesce(told.name, synced_name), synced_avatar = coalesce(told.avatar, synced_avatar)
                from seen, told
                where l.user_id = seen.user_id and l.target = seen.target and l.provider_user_id = seen.provider_user_id
            )
            update users u set last_sign_in_at = ?,
                name = coalesce(told.name, u.name),
                avatar = coalesce(told.avatar, u.avatar),
                primary_email_verified = u.primary_email_verified
                    or u.primary_email_unproven and u.primary_email is not distinct from vouched.email,
                primary_email_unproven = u.primary_email_unproven and u.primary_email is distinct from vouched.email,
                primary_phone_verified = u.primary_phone_verified
                    or u.primary_phone_unproven and u.primary_phone is not distinct from vouched.phone,
                primary_phone_unproven = u.primary_phone_unproven and u.primary_phone is distinct from vouched.phone,
                updated_at = case when told.name <> coalesce(u.name, '') or told.avatar <> coalesce(u.avatar, '')
                                      or u.primary_email_unproven and u.primary_email = vouched.email
                                      or u.primary_phone_unproven and u.primary_phone = vouched.phone
                                  then ? else u.updated_at end
            from seen cross join vouched left join told on true
            where u.id = seen.user_id returning seen.provider_user_id""";

    private static final Logger LOG = Logger.getLogger(SocialAccounts.class);

    private final Database database;
    private final Clock clock;

    SocialAccounts(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Notes that the person came by it; what the provider tells by now and did not tell before is added.
    ///
    /// @param syncProfile whether name and avatar follow the provider
    /// @param trusted whether the provider's word is taken for the addresses
    /// @return the key of the identity as it is stored
    /// @throws IdentityConflictException when it has become somebody else's in the meantime
    public String seen(String userId, ProvenIdentity identity, boolean syncProfile, boolean trusted) {
        Optional<String> seen;
        try {
            seen = update(userId, identity, syncProfile, trusted);
        } catch (DatabaseException e) {
            if (e.isDeadlock()) { // with a first sign-in of the same person by other names, which is through by now
                return seen(userId, identity, syncProfile, trusted);
            }
            if (!e.isUniqueViolation()) {
                throw e;
            }
            LOG.warnf(
                    "user %s and another one are the same person at %s: the new identifiers are not added",
                    userId, identity.target());
            // merging is not ours to decide
            seen = update(userId, identity.withoutFurtherNames(), syncProfile, trusted);
        }
        return seen.orElseThrow(() -> new IdentityConflictException(List.of(userId)));
    }

    private Optional<String> update(String userId, ProvenIdentity identity, boolean syncProfile, boolean trusted) {
        Instant now = clock.instant();
        return database.find(
                SEEN,
                row -> row.text("provider_user_id"),
                identity.appId().orElse(null),
                identity.userId().orElse(null),
                identity.openId().orElse(null),
                identity.openIds(),
                identity.unionId().orElse(null),
                now,
                identity.target(),
                userId,
                cut(identity.name(), 128),
                cut(identity.avatar(), 2048),
                syncProfile,
                identity.email().filter(_ -> trusted).orElse(null),
                identity.phone().filter(_ -> trusted).orElse(null),
                now,
                now);
    }

    /// Whose identity it is.
    ///
    /// @throws IdentityConflictException when the provider names two people at once
    public Optional<Account> find(ProvenIdentity identity) {
        String userId = identity.userId().orElse(null);
        String unionId = identity.unionId().orElse(null);
        List<KnownIdentity> matches = database.list(
                FIND,
                KnownIdentity::read,
                identity.target(),
                identity.id(),
                userId,
                unionId,
                identity.target(),
                identity.appId().orElse(null),
                identity.openIds(),
                identity.id(),
                userId,
                unionId,
                identity.openId().orElse(null));
        return KnownIdentity.among(matches, identity).map(KnownIdentity::account);
    }

    static String cut(Optional<String> text, int limit) {
        return text.map(value -> value.codePointCount(0, value.length()) <= limit
                        ? value
                        : value.substring(0, value.offsetByCodePoints(0, limit)))
                .orElse(null);
    }
}
