-- The claims that the application asked for by name (OIDC Core §5.5), beside those that scopes open:
-- names only, and only such as exist; null when it asked for none.
alter table grants add column userinfo_claims text[], add column id_token_claims text[];
