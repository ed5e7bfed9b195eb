-- The open ids of a person's identity: every app has its own, and several apps may lead to one person.
-- All of them are here, and each is here once, so that no open id leads to two people.
create table user_open_ids (
    target varchar(64) not null,
    provider_app_id varchar(64) not null,
    open_id varchar(256) not null check (open_id <> ''),
    provider_user_id varchar(256) not null,
    primary key (target, provider_app_id, open_id),
    foreign key (target, provider_user_id) references user_identities on delete cascade on update cascade
);
create index user_open_ids_by_identity on user_open_ids (target, provider_user_id);

insert into user_open_ids (target, provider_app_id, open_id, provider_user_id)
select target, provider_app_id, open_id, provider_user_id from user_identities
where provider_app_id is not null and open_id is not null;

-- Whoever writes an identity need not know of this table. An open id that somebody else has is
-- refused like any other key that is taken.
create function keep_open_id() returns trigger language plpgsql as $$
begin
    insert into user_open_ids (target, provider_app_id, open_id, provider_user_id)
    values (new.target, new.provider_app_id, new.open_id, new.provider_user_id)
    on conflict do nothing;
    if not exists (select 1 from user_open_ids o
                   where o.target = new.target and o.provider_app_id = new.provider_app_id
                     and o.open_id = new.open_id and o.provider_user_id = new.provider_user_id) then
        raise unique_violation using message = 'the open id belongs to another identity';
    end if;
    return null;
end
$$;
create trigger keep_open_id after insert or update of provider_app_id, open_id on user_identities
    for each row when (new.provider_app_id is not null and new.open_id is not null)
    execute function keep_open_id();
