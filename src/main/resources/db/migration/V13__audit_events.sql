-- What happened, for operators. No foreign keys: the record outlives what it speaks of.
create table audit_events (
    id varchar(21) primary key,
    key varchar(128) not null,
    result varchar(16) not null check (result in ('Success', 'Error')),
    support_id varchar(16),
    user_id varchar(12),
    application_id varchar(21),
    session_id varchar(21),
    payload jsonb not null default '{}',
    created_at timestamptz not null default now(),
    expires_at timestamptz not null
);
create index audit_events_by_time on audit_events (created_at desc, id);
create index audit_events_by_user on audit_events (user_id, created_at desc);
create index audit_events_by_application on audit_events (application_id, created_at desc);
create index audit_events_by_key on audit_events (key, created_at desc);
create index audit_events_by_support_id on audit_events (support_id);
create index audit_events_by_expiry on audit_events (expires_at);
