-- Visits that come back in another browser than the one that began them, and are handed over to it: by a link of
-- the app that opened the browser, or by a number that the person carries from one to the other.
create table social_handovers (
    state_hash bytea primary key references social_visits on delete cascade,
    address_hash bytea,
    callback_link varchar(512),
    number varchar(2),
    tried_at timestamptz,
    answer_sealed bytea,
    check (num_nonnulls(callback_link, number) = 1 and num_nonnulls(callback_link, address_hash) <> 1)
);
create index social_handovers_by_address on social_handovers (address_hash) where address_hash is not null;
