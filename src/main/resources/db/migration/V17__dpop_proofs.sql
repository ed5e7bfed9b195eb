-- DPoP proofs that were used (RFC 9449 §11.1), each by the hash of its jti and key, until it would be
-- refused for its age anyhow.
create table dpop_proofs (
    hash bytea primary key check (length(hash) = 32),
    expires_at timestamptz not null
);
-- They come in the order in which they expire, as codes do.
create index dpop_proofs_by_expiry on dpop_proofs using brin (expires_at) with (autosummarize = on);
