package dev.latchkey.user;

import dev.latchkey.platform.ApiException;
import dev.latchkey.platform.Database;
import dev.latchkey.platform.RandomValues;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/// Takes back a mistaken link: the identity goes to a person of its own again, together with the sessions that it
/// began and what was authorized in them. A name or a picture that it brought into the account (`syncProfile`) makes
/// room for the former one, unless it was changed since. An identity that it replaced comes back, unless somebody else
/// has it by now.
@ApplicationScoped
public class IdentitySplits {
    private static final String FIND = """
            select i.provider_user_id, l.replaced
            from user_identities i join identity_links l
                on l.user_id = i.user_id and l.target = i.target and l.provider_user_id = i.provider_user_id
            where i.user_id = ? and i.target = ? and l.expires_at > ?
            order by l.linked_at desc limit 1""";

    /// Whether nobody has one of its identifiers.
    private static final String IS_FREE = """
            select 1 from jsonb_populate_record(null::user_identities, ?::jsonb -> 'identity') former
            where not exists (
                    select 1 from user_identities i where i.target = former.target
                      and (i.provider_user_id = former.provider_user_id or i.external_user_id = former.external_user_id
                           or i.union_id = former.union_id))
              and not exists (
                    select 1 from user_open_ids o where o.target = former.target
                      and o.provider_app_id = former.provider_app_id and o.open_id = former.open_id)""";

    private static final String RESTORE = """
            with kept as (
                select ?::jsonb as it
            ), restored as (
                insert into user_identities
                select former.* from kept, jsonb_populate_record(null::user_identities, kept.it -> 'identity') former
            )
            insert into user_open_ids
            select o.* from kept, jsonb_populate_recordset(null::user_open_ids, kept.it -> 'openIds') o
            on conflict do nothing""";

    /// Someone must be left who can come in.
    private static final String HAS_ANOTHER_WAY = """
            select 1 from users u where u.id = ? and (
                exists (select 1 from credentials c where c.user_id = u.id)
                or exists (select 1 from user_identities i where i.user_id = u.id and i.target <> ?))""";

    private static final String SPLIT = """
            with made as (
                insert into users (id, name, avatar, created_at, updated_at)
                select ?, left(i.details ->> 'name', 128),
                       case when i.details ->> 'avatar' like 'http%' then left(i.details ->> 'avatar', 2048) end, ?, ?
                from user_identities i where i.target = ? and i.provider_user_id = ? returning id
            ), identity as (
                update user_identities i set user_id = made.id from made
                where i.target = ? and i.provider_user_id = ? returning i.target, i.provider_user_id, made.id
            ), begun as (
                select o.session_id, identity.id from session_identities o join identity
                on o.target = identity.target and o.provider_user_id = identity.provider_user_id
            ), moved as (
                update sessions s set user_id = begun.id from begun where s.id = begun.session_id and s.user_id = ?
            ), allowed as (
                update grants g set user_id = begun.id from begun where g.sid = begun.session_id and g.user_id = ?
            ), forgotten as (
                delete from identity_links l using identity
                where l.target = identity.target and l.provider_user_id = identity.provider_user_id returning l.*
            ), taken_back as (
                select * from forgotten where user_id = ? order by linked_at desc limit 1
            )
            update users u set updated_at = ?,
                name = case when u.name = t.synced_name then t.former_name else u.name end,
                avatar = case when u.avatar = t.synced_avatar then t.former_avatar else u.avatar end
            from taken_back t where u.id = t.user_id""";

    private final UserRepository users;
    private final Database database;
    private final RandomValues random;
    private final Clock clock;

    IdentitySplits(UserRepository users, Database database, RandomValues random, Clock clock) {
        this.users = users;
        this.database = database;
        this.random = random;
        this.clock = clock;
    }

    /// @return the id of the person who has the identity from now on
    @Transactional
    public String split(String userId, String target) {
        users.requireForChange(userId);
        Instant now = clock.instant();
        Link link = database.find(FIND, Link::read, userId, target, now)
                .orElseThrow(() -> new ApiException(
                        422,
                        "user.identity_not_splittable",
                        "The person has no identity at this target that was linked within the last 30 days."));
        Optional<String> former = link.replaced().filter(this::isFree);
        if (former.isEmpty()
                && database.find(HAS_ANOTHER_WAY, row -> true, userId, target).isEmpty()) {
            throw new ApiException(
                    422, "user.last_sign_in_method", "Without this identity the person could not sign in any more.");
        }
        String made = random.shortId();
        String key = link.providerUserId();
        database.update(SPLIT, made, now, now, target, key, target, key, userId, userId, userId, now);
        former.ifPresent(kept -> database.update(RESTORE, kept));
        return made;
    }

    private boolean isFree(String kept) {
        return database.find(IS_FREE, row -> true, kept).isPresent();
    }

    /// @param replaced the identity that made room for it, as JSON
    private record Link(String providerUserId, Optional<String> replaced) {
        static Link read(Database.Row row) throws SQLException {
            return new Link(row.text("provider_user_id"), Optional.ofNullable(row.text("replaced")));
        }
    }
}
