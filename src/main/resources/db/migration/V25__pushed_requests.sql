-- Authorization requests that applications pushed (RFC 9126), each by the hash of its reference: good for one
-- code, which is issued by whoever sets used_at.
create table pushed_requests (
    hash bytea primary key check (length(hash) = 32),
    application_id varchar(21) not null references applications on delete cascade,
    request jsonb not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz
);
create index pushed_requests_by_application on pushed_requests (application_id);
create index pushed_requests_by_expiry on pushed_requests (expires_at);
