-- Sign-ins in progress, each bound to the browser that began it by the hash of a cookie.
create table sign_ins (
    id varchar(21) primary key,
    browser_hash bytea not null,
    application_id varchar(21) not null references applications on delete cascade,
    request jsonb not null,
    session_id varchar(21) references sessions on delete set null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null
);
create index sign_ins_by_application on sign_ins (application_id);
create index sign_ins_by_session on sign_ins (session_id);
create index sign_ins_by_expiry on sign_ins (expires_at);

-- A visit at a social provider: the state that it has to bring back, once.
create table social_visits (
    state_hash bytea primary key,
    sign_in_id varchar(21) not null references sign_ins on delete cascade,
    connector_id varchar(128) not null references connectors on delete cascade,
    consumed_at timestamptz,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null
);
create index social_visits_by_sign_in on social_visits (sign_in_id);
create index social_visits_by_connector on social_visits (connector_id);
create index social_visits_by_expiry on social_visits (expires_at);
