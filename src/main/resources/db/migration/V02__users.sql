-- People. Everything but the id is optional: someone who signs in by Alipay may bring nothing else.
create table users (
    id varchar(12) primary key,
    username varchar(128) unique,
    primary_email varchar(128) unique,
    primary_phone varchar(128) unique,
    name varchar(128),
    avatar varchar(2048),
    profile jsonb not null default '{}',
    custom_data jsonb not null default '{}',
    application_id varchar(21) references applications on delete set null,
    is_suspended boolean not null default false,
    last_sign_in_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create index users_by_creation on users (created_at desc, id);
create index users_by_application on users (application_id);
