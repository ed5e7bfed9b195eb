package dev.latchkey.simulator;

import dev.latchkey.simulator.CertificateAuthority.Issued;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The keys and certificates of the simulated Alipay, as its console hands them out. What few need is
/// made when it is first asked for.
public final class Console {
    private static final Duration YEAR = Duration.ofDays(365);

    private final KeyPair rsa;
    private final Map<String, KeyPair> sm2 = new ConcurrentHashMap<>();
    private final Map<Boolean, CertificateAuthority> authorities = new ConcurrentHashMap<>();
    private final Map<Boolean, Signer> certified = new ConcurrentHashMap<>();
    private final Map<String, String> files = new ConcurrentHashMap<>();

    Console(KeyPair rsa) {
        this.rsa = rsa;
    }

    /// What the gateway signs an answer with.
    ///
    /// @param certificate absent in key mode
    record Signer(KeyPair key, Optional<Issued> certificate) {}

    /// For a connector's `alipayPublicKey` with `signType` `SM2`.
    public String sm2PublicKey() {
        return Keys.line(sm2Key());
    }

    /// For a connector's `alipayRootCertificate`: the roots of both kinds, as in the real file.
    public String rootCertificates() {
        return authority(false).root().pem() + authority(true).root().pem();
    }

    /// For a connector's `alipayCertificate`.
    public String alipayCertificate(boolean ofSm2) {
        return certified(ofSm2).certificate().orElseThrow().pem();
    }

    /// Issues an app's certificate. The app is in certificate mode as soon as it is registered with it.
    public Issued certify(PublicKey key, Duration life) {
        return authority(key.getAlgorithm().equals("SM2")).issue("Bookstore Ltd", key, life);
    }

    public CertificateAuthority authority(boolean ofSm2) {
        return authorities.computeIfAbsent(
                ofSm2, kind -> kind ? CertificateAuthority.sm2() : CertificateAuthority.rsa());
    }

    /// Moves the gateway to a new key and certificate, the way Alipay does from time to time.
    public Issued replaceCertificate(boolean ofSm2) {
        KeyPair key = ofSm2 ? Keys.sm2() : Keys.generate();
        return replaceCertificate(key, authority(ofSm2).issue(CertificateAuthority.ALIPAY, key.getPublic(), YEAR));
    }

    /// The same to any certificate, perhaps one that nobody should believe.
    public Issued replaceCertificate(KeyPair key, Issued certificate) {
        files.put(certificate.serial(), certificate.pem());
        certified.put(key.getPublic().getAlgorithm().equals("SM2"), new Signer(key, Optional.of(certificate)));
        return certificate;
    }

    Signer signer(boolean byCertificate, String algorithm) {
        boolean ofSm2 = algorithm.equals(Signatures.SM2);
        return byCertificate ? certified(ofSm2) : new Signer(ofSm2 ? sm2Key() : rsa, Optional.empty());
    }

    Optional<String> file(String serial) {
        return Optional.ofNullable(files.get(serial));
    }

    String rootSerial(String algorithm) {
        return authority(algorithm.equals(Signatures.SM2)).root().serial();
    }

    private Signer certified(boolean ofSm2) {
        return certified.computeIfAbsent(ofSm2, kind -> {
            KeyPair key = kind ? sm2Key() : rsa;
            return new Signer(
                    key, Optional.of(authority(kind).issue(CertificateAuthority.ALIPAY, key.getPublic(), YEAR)));
        });
    }

    private KeyPair sm2Key() {
        return sm2.computeIfAbsent("alipay", name -> Keys.sm2());
    }
}
