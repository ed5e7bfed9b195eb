-- What people allowed third-party applications: one row per person and application, which grows with
-- what is allowed later. It holds until it is revoked.
create table consents (
    user_id varchar(12) not null references users on delete cascade,
    application_id varchar(21) not null references applications on delete cascade,
    scopes text[] not null,
    resources text[] not null,
    given_at timestamptz not null,
    primary key (user_id, application_id)
);
create index consents_by_application on consents (application_id);

-- How the person answered the consent page of this very request, and in which session.
alter table sign_ins
    add column consent varchar(7) check (consent in ('allowed', 'denied')),
    add column consent_session_id varchar(21),
    add check ((consent is null) = (consent_session_id is null));
