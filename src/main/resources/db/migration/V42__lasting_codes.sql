-- A code may be good for ever, and more than once: then it is remembered for ever, whatever becomes of the connector
-- and the application that it came by.
alter table brought_codes
    drop column connector_id,
    drop column application_id,
    alter column expires_at drop not null;
comment on column brought_codes.expires_at is 'null: never';
