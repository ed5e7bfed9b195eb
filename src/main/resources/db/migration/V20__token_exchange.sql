-- Tokens that were given for other tokens (RFC 8693): who acts for the person, and the authorization that
-- they derive from. Whatever ends that one ends these: a trigger, because many statements revoke grants.
alter table grants
    add column actors text[] not null default '{}',
    add column derived_from varchar(21) references grants on delete cascade;
create index grants_by_origin on grants (derived_from) where derived_from is not null;

create function end_derived_grants() returns trigger language plpgsql as $$
begin
    update grants set revoked_at = new.revoked_at where derived_from = new.id and revoked_at is null;
    return null;
end $$;
create trigger grants_end_derived after update of revoked_at on grants
    for each row when (old.revoked_at is null and new.revoked_at is not null) execute function end_derived_grants();

-- By which an administrator lets an application act in somebody's name, once.
create table subject_tokens (
    hash bytea primary key,
    user_id varchar(12) not null references users on delete cascade,
    context jsonb not null default '{}',
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz
);
create index subject_tokens_by_user on subject_tokens (user_id);
create index subject_tokens_by_expiry on subject_tokens (expires_at);
