-- Passwords as PHC strings (argon2id), apart from the user so that a listing never reads them.
create table credentials (
    user_id varchar(12) primary key references users on delete cascade,
    password_hash text not null,
    updated_at timestamptz not null default now()
);

-- Wrong passwords, counted by the hash of the username that was tried, whether it exists or not.
create table password_failures (
    username_hash bytea primary key,
    failures integer not null,
    expires_at timestamptz not null
);
create index password_failures_by_expiry on password_failures (expires_at);
