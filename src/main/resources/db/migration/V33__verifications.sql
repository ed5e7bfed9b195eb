-- What the account API knows to be proven: an identity at a provider, or that the person themselves is there. Good
-- for the account that began it alone, for minutes; the identity is sealed.
create table verifications (
    id varchar(21) primary key,
    user_id varchar(12) not null references users on delete cascade,
    connector_id varchar(128) references connectors on delete cascade,
    state_hash bytea,
    redirect_uri varchar(2048),
    session_sealed bytea,
    identity_sealed bytea,
    proves_person boolean not null default false,
    verified_at timestamptz,
    created_at timestamptz not null,
    expires_at timestamptz not null
);
create index verifications_by_user on verifications (user_id);
create index verifications_by_connector on verifications (connector_id);
create index verifications_by_expiry on verifications (expires_at);
