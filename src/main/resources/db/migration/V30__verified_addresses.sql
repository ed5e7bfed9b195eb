-- Whether an address was proven, and whose word is taken for it: a person whom a provider brings meets
-- an existing account only by an address that is verified on both sides, at a trusted connector.
alter table users
    add column primary_email_verified boolean not null default false,
    add column primary_phone_verified boolean not null default false,
    add column terms_agreed_at timestamptz,
    add check (primary_email is not null or not primary_email_verified),
    add check (primary_phone is not null or not primary_phone_verified);

alter table connectors add column trust_addresses boolean not null default false;
