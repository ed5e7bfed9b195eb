-- Access tokens for APIs that were revoked alone (RFC 7009). They are JWTs and in no table, so what is kept is the
-- id of the few that are not good any more, for as long as they would have lived.
create table revoked_tokens (
    jti varchar(21) primary key,
    expires_at timestamptz not null
);
create index revoked_tokens_by_expiry on revoked_tokens (expires_at);
