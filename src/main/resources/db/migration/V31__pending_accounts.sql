-- Somebody proved who they are, and something has to be decided before they are in: which account, a
-- username, the terms. The proof stays here, sealed; the browser holds nothing of it.
create table pending_accounts (
    id varchar(21) primary key,
    sign_in_id varchar(21) not null unique references sign_ins on delete cascade,
    proof_sealed bytea not null,
    wants_own_account boolean not null default false,
    has_agreed boolean not null default false,
    username varchar(128),
    proven_user_id varchar(12) references users on delete set null,
    created_at timestamptz not null,
    expires_at timestamptz not null
);
create index pending_accounts_by_proven_user on pending_accounts (proven_user_id);
create index pending_accounts_by_expiry on pending_accounts (expires_at);

-- A visit may also prove an account for one pending decision, or link a provider in one session. It is
-- good for that one alone; pending_id is no foreign key, as the decision may be replaced meanwhile.
alter table social_visits
    add column pending_id varchar(21),
    add column session_id varchar(21) references sessions on delete cascade,
    add check (num_nonnulls(pending_id, session_id) < 2);
create index social_visits_by_session on social_visits (session_id);

-- A person may also come for their own account page, from no application.
alter table sign_ins alter column application_id drop not null;
