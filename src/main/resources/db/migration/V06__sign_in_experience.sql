-- What the sign-in page shows and allows: one row.
create table sign_in_experiences (
    id varchar(16) primary key check (id = 'default'),
    settings jsonb not null,
    updated_at timestamptz not null default now()
);
