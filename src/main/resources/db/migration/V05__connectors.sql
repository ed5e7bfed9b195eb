-- Configured social providers. The id is part of the return address {endpoint}/callback/{id}.
create table connectors (
    id varchar(128) primary key,
    factory_id varchar(64) not null,
    target varchar(64) not null,
    platform varchar(16) not null check (platform in ('Web', 'Native', 'Universal')),
    config_sealed bytea not null,
    metadata jsonb not null default '{}',
    sync_profile boolean not null default false,
    enable_token_storage boolean not null default false,
    created_at timestamptz not null default now(),
    unique (target, platform)
);
