-- Codes of social providers that apps have brought themselves, by hash: each is tried once.
create table brought_codes (
    hash bytea primary key,
    connector_id varchar(128) not null references connectors on delete cascade,
    application_id varchar(21) not null references applications on delete cascade,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null
);
create index brought_codes_by_connector on brought_codes (connector_id);
create index brought_codes_by_application on brought_codes (application_id);
create index brought_codes_by_expiry on brought_codes (expires_at);
