-- Browser sessions at this provider. expires_at is the idle end, moved forward now and then and
-- never beyond ends_at, the absolute end.
create table sessions (
    id varchar(21) primary key,
    token_hash bytea not null unique,
    user_id varchar(12) not null references users on delete cascade,
    auth_time timestamptz not null,
    amr text[] not null,
    created_at timestamptz not null default now(),
    touched_at timestamptz not null default now(),
    expires_at timestamptz not null,
    ends_at timestamptz not null
);
create index sessions_by_user on sessions (user_id);
create index sessions_by_expiry on sessions (expires_at);
