-- The identity that an administrator replaced by another one of the same target, with all its open ids: when the link
-- is taken back, it comes back.
alter table identity_links add column replaced jsonb;
