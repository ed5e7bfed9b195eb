package dev.latchkey.connector.alipay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Certificate;

/// One certificate (RFC 5280), with what Alipay makes of it (B5). Read without the JDK, which knows
/// nothing of SM2.
record PemCertificate(Certificate certificate, PublicHalf publicHalf) {
    private static final Map<String, String> RSA_ALGORITHMS = Map.of(
            PKCSObjectIdentifiers.sha1WithRSAEncryption.getId(), "SHA1withRSA",
            PKCSObjectIdentifiers.sha256WithRSAEncryption.getId(), "SHA256withRSA",
            PKCSObjectIdentifiers.sha384WithRSAEncryption.getId(), "SHA384withRSA",
            PKCSObjectIdentifiers.sha512WithRSAEncryption.getId(), "SHA512withRSA");

    static PemCertificate of(byte[] der) {
        try {
            Certificate certificate = Certificate.getInstance(KeyKind.parse(der));
            return new PemCertificate(certificate, PublicHalves.of(certificate.getSubjectPublicKeyInfo()));
        } catch (IOException | IllegalArgumentException | ClassCastException _) {
            throw new KeyUnusableException(Fault.DAMAGED, "is damaged or cut off: copy the whole file again");
        }
    }

    /// The serial number as Alipay counts it: MD5 over the issuer's name and the decimal number.
    String serial() {
        String text = issuerName() + number();
        try {
            byte[] digest =
                    MessageDigest.getInstance("MD5").digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    /// Whether it belongs to the chain that signatures of this kind are proven by.
    boolean isSignedIn(SignType.Family family) {
        String algorithm = certificate.getSignatureAlgorithm().getAlgorithm().getId();
        return algorithm.startsWith(
                switch (family) {
                    case RSA -> PKCSObjectIdentifiers.pkcs_1.getId() + ".";
                    case SM2 -> GMObjectIdentifiers.sm2sign_with_sm3.getId();
                });
    }

    boolean isSignedBy(PemCertificate issuer) {
        String algorithm = certificate.getSignatureAlgorithm().getAlgorithm().getId();
        byte[] content = encoded(certificate.getTBSCertificate());
        byte[] signature = certificate.getSignature().getOctets();
        return certificate.getIssuer().equals(issuer.certificate.getSubject())
                && switch (issuer.publicHalf) {
                    case RsaPublicHalf rsa ->
                        Optional.ofNullable(RSA_ALGORITHMS.get(algorithm))
                                .filter(name -> rsa.verifies(name, content, signature))
                                .isPresent();
                    case Sm2PublicHalf sm2 ->
                        isSignedIn(SignType.Family.SM2) && sm2.verifies(SignType.SM2, content, signature);
                };
    }

    /// RFC 5280 §4.2.1.9: only such a certificate may vouch for others.
    boolean isAuthority() {
        BasicConstraints constraints =
                BasicConstraints.fromExtensions(certificate.getTBSCertificate().getExtensions());
        return constraints != null && constraints.isCA();
    }

    boolean isValidAt(Instant time) {
        return !time.isBefore(certificate.getStartDate().getDate().toInstant()) && time.isBefore(expiresAt());
    }

    Instant expiresAt() {
        return certificate.getEndDate().getDate().toInstant();
    }

    /// Whom it was issued to, by the organization: every merchant has a certificate of the same roots.
    Optional<String> organization() {
        X500Name subject = certificate.getSubject();
        RDN[] names = subject.getRDNs(BCStyle.O);
        return names.length == 0
                ? Optional.empty()
                : Optional.of(IETFUtils.valueToString(names[0].getFirst().getValue()));
    }

    private String issuerName() {
        return new X500Principal(encoded(certificate.getIssuer())).getName();
    }

    private BigInteger number() {
        return certificate.getSerialNumber().getValue();
    }

    private static byte[] encoded(org.bouncycastle.asn1.ASN1Object object) {
        try {
            return object.getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "PemCertificate[" + certificate.getSubject() + ", until " + expiresAt() + "]";
    }
}
