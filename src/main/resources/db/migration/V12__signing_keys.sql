-- Keys that sign tokens: published as soon as they are here, used from signs_from on, gone from the
-- published set after retires_at.
create table signing_keys (
    id varchar(64) primary key,
    algorithm varchar(16) not null check (algorithm in ('RS256', 'PS256', 'ES256', 'ES384', 'EdDSA')),
    public_jwk jsonb not null,
    private_sealed bytea not null,
    created_at timestamptz not null default now(),
    signs_from timestamptz not null default now(),
    retires_at timestamptz
);
create index signing_keys_by_retirement on signing_keys (retires_at);
