-- Codes, refresh tokens and opaque access tokens: one table for each kind, so that none can be
-- taken for another; only SHA-256 hashes are kept.
create table authorization_codes (
    hash bytea primary key,
    grant_id varchar(21) not null references grants on delete cascade,
    redirect_uri text not null,
    code_challenge varchar(43),
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    redeemed_at timestamptz
) with (fillfactor = 80);
create index authorization_codes_by_grant on authorization_codes (grant_id);
-- Codes and access tokens come in the order in which they expire: a block range index costs an insert
-- next to nothing, and finds the expired ones as well.
create index authorization_codes_by_expiry on authorization_codes using brin (expires_at) with (autosummarize = on);

-- One family per grant. A rotated token remembers its successor, sealed under the rotated token
-- itself, for the client that lost the answer and asks again at once.
create table refresh_tokens (
    hash bytea primary key,
    grant_id varchar(21) not null references grants on delete cascade,
    issued_at timestamptz not null,
    expires_at timestamptz not null,
    ends_at timestamptz not null,
    rotated_at timestamptz,
    successor_sealed bytea
) with (fillfactor = 80);
create index refresh_tokens_by_grant on refresh_tokens (grant_id);
create index refresh_tokens_by_expiry on refresh_tokens (expires_at);

create table access_tokens (
    hash bytea primary key,
    grant_id varchar(21) not null references grants on delete cascade,
    scope text not null,
    issued_at timestamptz not null,
    expires_at timestamptz not null
);
create index access_tokens_by_grant on access_tokens (grant_id);
create index access_tokens_by_expiry on access_tokens using brin (expires_at) with (autosummarize = on);
