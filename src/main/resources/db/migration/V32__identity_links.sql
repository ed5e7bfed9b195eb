-- Identities that were added to an account that was there already. A mistake can be taken back for a
-- month: the identity goes to a person of its own again, with the sessions that it began.
create table identity_links (
    id varchar(21) primary key,
    user_id varchar(12) not null references users on delete cascade,
    target varchar(64) not null,
    provider_user_id varchar(256) not null,
    method varchar(16) not null check (method in ('Proof', 'Automatic', 'Account', 'Administrator')),
    linked_at timestamptz not null,
    expires_at timestamptz not null
);
create index identity_links_by_user on identity_links (user_id, target);
create index identity_links_by_expiry on identity_links (expires_at);

-- Which identity began a session. It outlives the session, as authorizations do; no foreign keys.
create table session_identities (
    session_id varchar(21) primary key,
    target varchar(64) not null,
    provider_user_id varchar(256) not null,
    expires_at timestamptz not null
);
create index session_identities_by_identity on session_identities (target, provider_user_id);
create index session_identities_by_expiry on session_identities (expires_at);
