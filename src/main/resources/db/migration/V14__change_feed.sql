-- Tells every replica, at commit, which configuration row changed: '<table>:<id>' on channel
-- 'latchkey'. The first argument of the trigger names the column that holds the id.
create function announce_change() returns trigger language plpgsql as $$
declare
    row_data jsonb := case when tg_op = 'DELETE' then to_jsonb(old) else to_jsonb(new) end;
begin
    perform pg_notify('latchkey', tg_table_name || ':' || (row_data ->> tg_argv[0]));
    return null;
end
$$;

create trigger announce after insert or update or delete on applications
    for each row execute function announce_change('id');
create trigger announce after insert or update or delete on application_secrets
    for each row execute function announce_change('application_id');
create trigger announce after insert or update or delete on connectors
    for each row execute function announce_change('id');
create trigger announce after insert or update or delete on sign_in_experiences
    for each row execute function announce_change('id');
create trigger announce after insert or update or delete on resources
    for each row execute function announce_change('id');
create trigger announce after insert or update or delete on signing_keys
    for each row execute function announce_change('id');
