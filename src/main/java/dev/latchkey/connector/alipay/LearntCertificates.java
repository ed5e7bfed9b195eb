package dev.latchkey.connector.alipay;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The certificates by which Alipay replaced the configured ones. Nothing is believed because it is
/// here: whoever takes one checks it against the roots.
interface LearntCertificates {
    /// A serial number as Alipay counts it.
    Pattern SERIAL = Pattern.compile("[0-9a-f]{32}");

    /// The certificate, and those between it and the roots.
    Optional<List<PemCertificate>> find(String appId, String serial);

    /// @param file as Alipay offers it
    void keep(String appId, String serial, String file, Instant expiresAt);

    /// The newest one, if Alipay ever replaced one for this app.
    Optional<Learnt> latest(String appId);

    record Learnt(String serial, Instant expiresAt) {}

    /// Keeps nothing: for a configuration that is only looked at.
    static LearntCertificates none() {
        return new LearntCertificates() {
            @Override
            public Optional<List<PemCertificate>> find(String appId, String serial) {
                return Optional.empty();
            }

            @Override
            public void keep(String appId, String serial, String file, Instant expiresAt) {}

            @Override
            public Optional<Learnt> latest(String appId) {
                return Optional.empty();
            }
        };
    }
}
