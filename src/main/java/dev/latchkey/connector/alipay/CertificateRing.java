package dev.latchkey.connector.alipay;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/// Alipay's certificates: the configured one, and those that Alipay has replaced it by since (B5).
///
/// A new one is believed only when it leads to the configured roots and was issued to the same
/// organization: merchants' own certificates lead to the same roots.
final class CertificateRing implements KeyRing {
    private static final Logger LOG = Logger.getLogger(CertificateRing.class);

    private final String appId;
    private final Trust.Certificates trust;
    private final LearntCertificates learnt;
    private final Function<String, String> download;
    private final Clock clock;

    /// @param download the file with the certificate of a serial, from Alipay
    CertificateRing(
            String appId,
            Trust.Certificates trust,
            LearntCertificates learnt,
            Function<String, String> download,
            Clock clock) {
        this.appId = appId;
        this.trust = trust;
        this.learnt = learnt;
        this.download = download;
        this.clock = clock;
    }

    @Override
    public Optional<PublicHalf> keyFor(Optional<String> serial) {
        if (serial.isEmpty() || serial.get().equals(trust.alipayLeaf().serial())) {
            return Optional.of(trust.alipayLeaf().publicHalf());
        }
        String wanted = serial.get();
        if (!LearntCertificates.SERIAL.matcher(wanted).matches()) {
            throw untrusted("names a certificate by what is no serial number");
        }
        List<PemCertificate> chain = learnt.find(appId, wanted).orElseGet(() -> replaced(wanted));
        requireTrust(wanted, chain);
        return Optional.of(chain.getFirst().publicHalf());
    }

    private List<PemCertificate> replaced(String serial) {
        String file = download.apply(serial);
        List<PemCertificate> chain = read(file);
        requireTrust(serial, chain);
        learnt.keep(appId, serial, file, chain.getFirst().expiresAt());
        LOG.warnf(
                "Alipay has replaced its certificate for the app %s by %s, valid until %s; it leads to the configured "
                        + "roots and is used from now on. Paste the new file as alipayCertificate",
                appId, serial, chain.getFirst().expiresAt());
        return chain;
    }

    private void requireTrust(String serial, List<PemCertificate> chain) {
        PemCertificate leaf = chain.getFirst();
        if (!leaf.serial().equals(serial)) {
            throw untrusted("is signed with another certificate than the one it names");
        }
        if (!leaf.organization().equals(trust.alipayLeaf().organization())) {
            throw untrusted("is signed with a certificate that was not issued to the owner of alipayCertificate");
        }
        if (!trust.roots().vouchFor(chain, clock.instant())) {
            throw untrusted("is signed with a certificate that does not lead to the roots in alipayRootCertificate, "
                    + "or has expired");
        }
    }

    private static List<PemCertificate> read(String file) {
        try {
            return CertificateText.all(file);
        } catch (KeyUnusableException _) {
            throw untrusted("names a certificate that cannot be read");
        }
    }

    private static MalformedAnswerException untrusted(String why) {
        return new MalformedAnswerException("Alipay's answer " + why + ".", Obstacle.ANSWER_UNTRUSTED);
    }
}
