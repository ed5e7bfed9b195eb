-- Who a person is at a social provider. The unique key makes two parallel first sign-ins one user;
-- the other identifiers find a person whom the provider names differently next time.
create table user_identities (
    target varchar(64) not null,
    provider_user_id varchar(256) not null check (provider_user_id <> ''),
    user_id varchar(12) not null references users on delete cascade,
    provider_app_id varchar(64),
    external_user_id varchar(256) check (external_user_id <> ''),
    open_id varchar(256) check (open_id <> ''),
    union_id varchar(256) check (union_id <> ''),
    details jsonb not null default '{}',
    first_seen_at timestamptz not null default now(),
    last_seen_at timestamptz not null default now(),
    primary key (target, provider_user_id),
    unique (user_id, target)
);
create unique index user_identities_by_external_user_id on user_identities (target, external_user_id)
    where external_user_id is not null;
create unique index user_identities_by_open_id on user_identities (target, provider_app_id, open_id)
    where open_id is not null;
create unique index user_identities_by_union_id on user_identities (target, union_id)
    where union_id is not null;
