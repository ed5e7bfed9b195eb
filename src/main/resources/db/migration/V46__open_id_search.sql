-- Administrators look for a person by an open id without saying for which app it is.
create index user_open_ids_by_open_id on user_open_ids (target, open_id);
