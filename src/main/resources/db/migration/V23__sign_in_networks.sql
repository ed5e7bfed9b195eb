-- Where a sign-in was begun, if the operator said how addresses come about: nobody may fill the table.
alter table sign_ins add column network varchar(64);
create index sign_ins_by_network on sign_ins (network, expires_at) where network is not null and session_id is null;
