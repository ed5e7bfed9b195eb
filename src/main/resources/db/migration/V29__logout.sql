-- Which applications were signed in to from a session, and the sid that their ID tokens name: who has
-- to be told when it is over. Grants do not tell, as they go with their tokens.
create table session_applications (
    session_id varchar(21) not null references sessions on delete cascade,
    application_id varchar(21) not null references applications on delete cascade,
    sid varchar(21) not null,
    primary key (session_id, application_id, sid)
);
create index session_applications_by_application on session_applications (application_id);

insert into session_applications (session_id, application_id, sid)
select distinct session_id, application_id, sid from grants where session_id is not null;

-- What is to be told to applications behind people's backs (OIDC Back-Channel Logout): written with the
-- end of the session, delivered later. due_at is the next attempt; whoever claims a notice moves it on.
-- No foreign key to the person, who may be gone.
create table logout_notices (
    id varchar(36) primary key default gen_random_uuid()::text,
    application_id varchar(21) not null references applications on delete cascade,
    user_id varchar(12) not null,
    sid varchar(21) not null,
    attempts int not null default 0,
    created_at timestamptz not null default now(),
    due_at timestamptz not null default now(),
    expires_at timestamptz not null default now() + interval '6 hours'
) with (fillfactor = 80);
create index logout_notices_by_application on logout_notices (application_id);
create index logout_notices_by_time on logout_notices (due_at);
create index logout_notices_by_expiry on logout_notices (expires_at);
