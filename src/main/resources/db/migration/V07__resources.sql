-- APIs that an access token can be made for (RFC 8707).
create table resources (
    id varchar(21) primary key,
    name varchar(256) not null,
    indicator varchar(2048) not null unique,
    access_token_ttl integer not null default 3600 check (access_token_ttl between 1 and 86400),
    is_default boolean not null default false,
    created_at timestamptz not null default now()
);
create unique index resources_default on resources (is_default) where is_default;
