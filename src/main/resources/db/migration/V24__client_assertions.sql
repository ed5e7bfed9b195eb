-- Client assertions that were used (RFC 7523 §3), each by the hash of its client and jti, until it would be
-- refused for its age anyhow.
create table client_assertions (
    hash bytea primary key check (length(hash) = 32),
    expires_at timestamptz not null
);
-- They come roughly in the order in which they expire.
create index client_assertions_by_expiry on client_assertions using brin (expires_at) with (autosummarize = on);
