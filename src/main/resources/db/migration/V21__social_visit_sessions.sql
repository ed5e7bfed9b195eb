-- What a connector wants to know again when the person comes back (a nonce, a PKCE verifier), sealed.
alter table social_visits add session_sealed bytea;
