-- The key that a code, a refresh token or an access token is bound to (RFC 9449 §5, §6 and §10), by its
-- thumbprint; null for whatever its bearer may use.
alter table authorization_codes add column dpop_jkt varchar(43) check (length(dpop_jkt) = 43);
alter table refresh_tokens add column dpop_jkt varchar(43) check (length(dpop_jkt) = 43);
alter table access_tokens add column dpop_jkt varchar(43) check (length(dpop_jkt) = 43);
