package dev.latchkey.connector.alipay;

import dev.latchkey.platform.Database;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Keeps the certificates that Alipay moved to for all replicas.
@Singleton
class StoredCertificates implements LearntCertificates {
    private static final int MAX_REMEMBERED = 64;
    private static final String KEEP = """
            insert into alipay_certificates (app_id, serial, certificate, learnt_at, expires_at)
            values (?, ?, ?, ?, ?) on conflict do nothing""";

    private final Database database;
    private final Clock clock;
    private final Map<List<String>, List<PemCertificate>> remembered = new ConcurrentHashMap<>();

    StoredCertificates(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// A row never changes, so what was read once need not be read again.
    @Override
    public Optional<List<PemCertificate>> find(String appId, String serial) {
        List<String> key = List.of(appId, serial);
        return Optional.ofNullable(remembered.get(key)).or(() -> {
            Optional<List<PemCertificate>> stored = read(appId, serial);
            if (remembered.size() < MAX_REMEMBERED) {
                stored.ifPresent(chain -> remembered.put(key, chain));
            }
            return stored;
        });
    }

    @Override
    public void keep(String appId, String serial, String file, Instant expiresAt) {
        database.update(KEEP, appId, serial, file, clock.instant(), expiresAt);
    }

    @Override
    public Optional<Learnt> latest(String appId) {
        return database.find(
                "select serial, expires_at from alipay_certificates where app_id = ? order by learnt_at desc limit 1",
                row -> new Learnt(row.text("serial"), row.instant("expires_at")),
                appId);
    }

    private Optional<List<PemCertificate>> read(String appId, String serial) {
        return database.find(
                        "select certificate from alipay_certificates where app_id = ? and serial = ?",
                        row -> row.text("certificate"),
                        appId,
                        serial)
                .map(CertificateText::all);
    }
}
