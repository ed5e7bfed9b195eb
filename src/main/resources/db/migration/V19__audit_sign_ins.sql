-- The events of one sign-in, found together. No foreign key: the record outlives what it speaks of.
alter table audit_events add column sign_in_id varchar(21);
create index audit_events_by_sign_in on audit_events (sign_in_id, created_at) where sign_in_id is not null;
