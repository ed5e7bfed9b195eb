-- What a person allowed an application in one authorization. All tokens hang on it, so revoking it
-- is one update; it remembers the sign-in that ID tokens speak of.
create table grants (
    id varchar(21) primary key,
    user_id varchar(12) not null references users on delete cascade,
    application_id varchar(21) not null references applications on delete cascade,
    session_id varchar(21) references sessions on delete set null,
    scope text not null,
    resources text[] not null default '{}',
    nonce text,
    auth_time timestamptz not null,
    amr text[] not null,
    sid varchar(21) not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    revoked_at timestamptz
);
create index grants_by_user on grants (user_id, application_id);
create index grants_by_application on grants (application_id);
create index grants_by_session on grants (session_id);
create index grants_by_expiry on grants (expires_at);
