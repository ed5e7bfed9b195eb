-- What a protected application guards; null for every other type.
alter table applications add column protected_app_metadata jsonb;
