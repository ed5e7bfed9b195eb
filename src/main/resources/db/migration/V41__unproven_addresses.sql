-- An address that stands on the word of a provider whose word is not taken (connectors.trust_addresses). It is not
-- said to be verified, and it makes room when somebody proves that it is theirs.
alter table users
    add column primary_email_unproven boolean not null default false,
    add column primary_phone_unproven boolean not null default false,
    add check (not primary_email_unproven or primary_email is not null and not primary_email_verified),
    add check (not primary_phone_unproven or primary_phone is not null and not primary_phone_verified);
