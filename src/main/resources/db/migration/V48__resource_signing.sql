-- What an API's access tokens are signed with: some verifiers know RS256 alone.
alter table resources add column access_token_signing_alg varchar(16) not null default 'ES256';
