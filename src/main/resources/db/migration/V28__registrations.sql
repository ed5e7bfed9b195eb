-- Applications that registered themselves (RFC 7591), by which tokens they could, and by which each looks
-- after its registration (RFC 7592). Tokens are kept by hash.
create table initial_access_tokens (
    id varchar(21) primary key,
    hash bytea not null unique,
    name text not null,
    max_uses int not null check (max_uses > 0),
    uses int not null default 0 check (uses <= max_uses),
    is_first_party boolean not null,
    created_at timestamptz not null,
    expires_at timestamptz not null
);
create index initial_access_tokens_by_expiry on initial_access_tokens (expires_at);

-- The metadata as it was registered, as far as it is known here.
create table registrations (
    application_id varchar(21) primary key references applications on delete cascade,
    token_hash bytea not null,
    metadata jsonb not null
);
