-- Relying parties and machine-to-machine clients, and their secrets.
create table applications (
    id varchar(21) primary key,
    name varchar(256) not null,
    description text,
    type varchar(32) not null
        check (type in ('Native', 'SPA', 'Traditional', 'MachineToMachine', 'Protected')),
    oidc_client_metadata jsonb not null default '{}',
    custom_client_metadata jsonb not null default '{}',
    custom_data jsonb not null default '{}',
    is_third_party boolean not null default false,
    is_admin boolean not null default false,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

-- The value is sealed, not hashed: the API shows it again at any time.
create table application_secrets (
    application_id varchar(21) not null references applications on delete cascade,
    name varchar(256) not null,
    value_sealed bytea not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz,
    primary key (application_id, name)
);
