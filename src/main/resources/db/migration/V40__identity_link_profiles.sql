-- What an account was called before an identity was added to it, and what that identity made of it since
-- (syncProfile): when the link is taken back, so is that.
alter table identity_links
    add column former_name varchar(128),
    add column former_avatar varchar(2048),
    add column synced_name varchar(128),
    add column synced_avatar varchar(2048);
