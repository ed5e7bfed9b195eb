package dev.latchkey.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;

/// Whoever issues certificates to Alipay and to its merchants: a root, and an authority below it.
public final class CertificateAuthority {
    /// To whom Alipay's own certificates are issued.
    public static final String ALIPAY = "支付宝(中国)网络技术有限公司";

    private static final AtomicLong NUMBERS = new AtomicLong(0x5EED_0000_0000L);
    private static final Duration YEARS = Duration.ofDays(3650);

    private final KeyPair rootKey;
    private final KeyPair middleKey;
    private final Issued root;
    private final Issued middle;

    /// @param pem the certificate, and those between it and the root
    /// @param serial as Alipay counts it
    public record Issued(String pem, String serial) {}

    private CertificateAuthority(KeyPair rootKey, KeyPair middleKey) {
        this.rootKey = rootKey;
        this.middleKey = middleKey;
        Instant from = Instant.now().minusSeconds(3600);
        Instant to = from.plus(YEARS);
        this.root = make(authority("Root"), authority("Root"), rootKey, rootKey.getPublic(), true, from, to);
        this.middle = make(authority("Root"), authority("Class 1"), rootKey, middleKey.getPublic(), true, from, to);
    }

    public static CertificateAuthority rsa() {
        return new CertificateAuthority(Keys.generate(), Keys.generate());
    }

    public static CertificateAuthority sm2() {
        return new CertificateAuthority(Sm2Key.generate(), Sm2Key.generate());
    }

    public Issued root() {
        return root;
    }

    /// To anybody, from an hour ago.
    public Issued issue(String organization, PublicKey key, Duration life) {
        Instant now = Instant.now();
        return issue(organization, key, now.minusSeconds(3600), now.plus(life));
    }

    public Issued issue(String organization, PublicKey key, Instant from, Instant to) {
        Issued leaf = make(authority("Class 1"), subject(organization), middleKey, key, false, from, to);
        return new Issued(leaf.pem() + middle.pem(), leaf.serial());
    }

    /// What somebody who is no authority signs nevertheless, under the name of their own certificate.
    public static String forge(KeyPair forger, String forgersName, String organization, PublicKey key) {
        Instant from = Instant.now().minusSeconds(60);
        return make(subject(forgersName), subject(organization), forger, key, false, from, from.plus(YEARS))
                .pem();
    }

    private static Issued make(
            X500Name issuer,
            X500Name subject,
            KeyPair issuerKey,
            PublicKey key,
            boolean authority,
            Instant from,
            Instant to) {
        BigInteger number = BigInteger.valueOf(NUMBERS.incrementAndGet()).shiftLeft(40);
        try {
            AlgorithmIdentifier algorithm = algorithm(issuerKey);
            V3TBSCertificateGenerator content = new V3TBSCertificateGenerator();
            content.setSerialNumber(new ASN1Integer(number));
            content.setSignature(algorithm);
            content.setIssuer(issuer);
            content.setSubject(subject);
            content.setStartDate(new Time(Date.from(from)));
            content.setEndDate(new Time(Date.from(to)));
            content.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(key.getEncoded()));
            content.setExtensions(new Extensions(
                    new Extension(Extension.basicConstraints, true, new BasicConstraints(authority).getEncoded())));
            return new Issued(
                    pem(signed(content.generateTBSCertificate(), algorithm, issuerKey)),
                    md5(backwards(issuer) + number));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] signed(TBSCertificate content, AlgorithmIdentifier algorithm, KeyPair key)
            throws IOException {
        byte[] signature = Signatures.sign(
                key.getPrivate(), isSm2(key) ? Signatures.SM2 : "SHA256withRSA", content.getEncoded(ASN1Encoding.DER));
        ASN1EncodableVector parts = new ASN1EncodableVector();
        parts.add(content);
        parts.add(algorithm);
        parts.add(new DERBitString(signature));
        return new DERSequence(parts).getEncoded(ASN1Encoding.DER);
    }

    private static AlgorithmIdentifier algorithm(KeyPair key) {
        return isSm2(key)
                ? new AlgorithmIdentifier(GMObjectIdentifiers.sm2sign_with_sm3)
                : new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE);
    }

    private static boolean isSm2(KeyPair key) {
        return key.getPublic().getAlgorithm().equals("SM2");
    }

    private static X500Name authority(String name) {
        return new X500Name("C=CN,O=Simulated,OU=Certification Authority,CN=Simulated Authority " + name);
    }

    private static X500Name subject(String organization) {
        return new X500NameBuilder()
                .addRDN(BCStyle.C, "CN")
                .addRDN(BCStyle.O, organization)
                .addRDN(BCStyle.CN, organization)
                .build();
    }

    /// The names of authorities have nothing that would have to be escaped.
    private static String backwards(X500Name name) {
        List<String> parts = new ArrayList<>(List.of(name.toString().split(",")));
        Collections.reverse(parts);
        return String.join(",", parts);
    }

    private static String pem(byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
    }

    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
