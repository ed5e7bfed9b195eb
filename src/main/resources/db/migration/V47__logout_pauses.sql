-- An application that does not take its sign-out notices is left alone until then. One row for the application,
-- so that a failure need not touch every notice that waits for it.
create table logout_pauses (
    application_id varchar(21) primary key references applications on delete cascade,
    until timestamptz not null
) with (fillfactor = 80);

-- Notices are looked for application by application, the oldest of each first.
create index logout_notices_by_turn on logout_notices (application_id, due_at);
drop index logout_notices_by_application;
drop index logout_notices_by_time;
