-- Certificates by which Alipay replaced the one that an app is configured with. They are public, and
-- were checked against the configured roots before they came here.
create table alipay_certificates (
    app_id varchar(32) not null,
    serial varchar(32) not null,
    certificate text not null,
    learnt_at timestamptz not null,
    expires_at timestamptz not null,
    primary key (app_id, serial)
);
create index alipay_certificates_by_expiry on alipay_certificates (expires_at);
