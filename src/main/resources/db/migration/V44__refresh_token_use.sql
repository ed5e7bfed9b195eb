-- When a client that authenticates first used the token and kept it: until then it may have lost the answer that
-- held it, and be given it once more.
alter table refresh_tokens add column used_at timestamptz;
