-- Passwords as PHC strings (argon2id), apart from the user so that a listing never reads them.
create table credentials (
    user_id varchar(12) primary key references users on delete cascade,
    password_hash text not null,
    updated_at timestamptz not null default now()
);
