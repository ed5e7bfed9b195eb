-- Devices that wait for a person to answer elsewhere (RFC 8628). Both codes are kept by hash; the user code
-- sealed as well, to be shown for comparison. Answered without a grant means denied.
create table device_codes (
    id varchar(21) primary key,
    hash bytea not null unique,
    user_code_hash bytea not null unique,
    user_code_sealed bytea not null,
    application_id varchar(21) not null references applications on delete cascade,
    scope text not null,
    resources text[] not null,
    interval_seconds int not null check (interval_seconds > 0),
    polled_at timestamptz,
    answered_at timestamptz,
    grant_id varchar(21) references grants on delete cascade,
    redeemed_at timestamptz,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    check (grant_id is null or answered_at is not null)
);
create index device_codes_by_application on device_codes (application_id);
create index device_codes_by_grant on device_codes (grant_id);
create index device_codes_by_expiry on device_codes (expires_at);

-- Wrong user codes, by whoever sent them and in all: a brake on guessing.
create table device_guesses (
    source_hash bytea primary key,
    failures int not null,
    expires_at timestamptz not null
);
create index device_guesses_by_expiry on device_guesses (expires_at);
