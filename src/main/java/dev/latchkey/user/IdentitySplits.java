package dev.latchkey.user;

import dev.latchkey.platform.ApiException;
import dev.latchkey.platform.Database;
import dev.latchkey.platform.RandomValues;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;

/// Takes back a mistaken link: the identity goes to a person of its own again, together with the sessions that it
/// began and what was authorized in them. A name or a picture that it brought into the account (`syncProfile`) makes
/// room for the former one, unless it was changed since.
@ApplicationScoped
public class IdentitySplits {
    private static final String FIND = """
            select i.provider_user_id from user_identities i
            where i.user_id = ? and i.target = ? and exists (
                select 1 from identity_links l
                where l.user_id = i.user_id and l.target = i.target and l.provider_user_id = i.provider_user_id
                  and l.expires_at > ?)""";

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
        String key = database.find(FIND, row -> row.text("provider_user_id"), userId, target, now)
                .orElseThrow(() -> new ApiException(
                        422,
                        "user.identity_not_splittable",
                        "The person has no identity at this target that was linked within the last 30 days."));
        if (database.find(HAS_ANOTHER_WAY, row -> true, userId, target).isEmpty()) {
            throw new ApiException(
                    422, "user.last_sign_in_method", "Without this identity the person could not sign in any more.");
        }
        String made = random.shortId();
        database.update(SPLIT, made, now, now, target, key, target, key, userId, userId, userId, now);
        return made;
    }
}
