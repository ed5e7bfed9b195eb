package dev.latchkey.connector.alipay;

import dev.latchkey.connector.ConfigFields;
import dev.latchkey.connector.ConnectorException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads from a configuration which of Alipay's two modes it is for, and checks that the parts belong
/// together.
final class TrustReader {
    static final String APP = "appCertificate";
    static final String ALIPAY = "alipayCertificate";
    static final String ROOT = "alipayRootCertificate";
    static final String KEY = "alipayPublicKey";

    private TrustReader() {}

    static Trust read(ConfigFields fields, MerchantKey merchantKey, SignType.Family family) {
        boolean byCertificate = Stream.of(APP, ALIPAY, ROOT)
                .anyMatch(field -> fields.pasted(field).isPresent());
        return byCertificate
                ? certificates(fields, merchantKey, family)
                : new Trust.Keys(alipayKey(fields, merchantKey, family));
    }

    private static Optional<PublicHalf> alipayKey(
            ConfigFields fields, MerchantKey merchantKey, SignType.Family family) {
        Optional<PublicHalf> key = fields.pasted(KEY)
                .map(text -> InvalidConfig.parse(KEY, text, pasted -> AlipayPublicKey.parse(pasted, family)));
        if (key.filter(merchantKey::isPairOf).isPresent()) {
            throw InvalidConfig.of(
                    KEY,
                    Fault.OWN_KEY,
                    "alipayPublicKey is the public half of your own privateKey: paste the Alipay public key, "
                            + "which Alipay's console shows after yours was stored there.");
        }
        return key;
    }

    private static Trust certificates(ConfigFields fields, MerchantKey merchantKey, SignType.Family family) {
        if (fields.pasted(KEY).isPresent()) {
            throw InvalidConfig.of(
                    KEY,
                    Fault.BOTH_MODES,
                    "alipayPublicKey and certificates exclude each other: remove it, the certificates hold the key.");
        }
        List<PemCertificate> app = read(fields, APP);
        List<PemCertificate> alipay = read(fields, ALIPAY);
        RootCertificates roots = new RootCertificates(read(fields, ROOT));
        if (!merchantKey.isPairOf(app.getFirst().publicHalf())) {
            throw misfit(alipay.getFirst(), merchantKey);
        }
        if (merchantKey.isPairOf(alipay.getFirst().publicHalf())) {
            throw InvalidConfig.of(
                    ALIPAY,
                    Fault.OWN_CERTIFICATE,
                    "alipayCertificate is your own app certificate: paste alipayCertPublicKey_RSA2.crt, which "
                            + "Alipay's console offers beside it.");
        }
        requireFamily(alipay.getFirst().publicHalf(), family);
        if (roots.serials(family).isEmpty()) {
            throw InvalidConfig.of(
                    ROOT,
                    Fault.NO_ROOT,
                    "alipayRootCertificate has no root for " + family + ": paste the whole alipayRootCert.crt.");
        }
        return new Trust.Certificates(app.getFirst(), alipay, roots);
    }

    private static ConnectorException misfit(PemCertificate alipay, MerchantKey key) {
        return key.isPairOf(alipay.publicHalf())
                ? InvalidConfig.of(
                        APP,
                        Fault.SWAPPED,
                        "appCertificate and alipayCertificate are mixed up: appCertPublicKey_….crt is yours, "
                                + "alipayCertPublicKey_RSA2.crt is Alipay's.")
                : InvalidConfig.of(
                        APP,
                        Fault.MISFIT,
                        "appCertificate belongs to another private key than the one in privateKey: both must be from "
                                + "the same certificate request.");
    }

    private static void requireFamily(PublicHalf key, SignType.Family family) {
        boolean fits =
                switch (key) {
                    case RsaPublicHalf _ -> family == SignType.Family.RSA;
                    case Sm2PublicHalf _ -> family == SignType.Family.SM2;
                };
        if (!fits) {
            throw InvalidConfig.of(
                    ALIPAY, Fault.WRONG_ALGORITHM, "alipayCertificate is not of " + family + ", as signType wants it.");
        }
    }

    private static List<PemCertificate> read(ConfigFields fields, String field) {
        String text = fields.pasted(field)
                .orElseThrow(() -> InvalidConfig.of(
                        field,
                        Fault.MISSING,
                        field + " is missing: certificate mode needs appCertificate, alipayCertificate and "
                                + "alipayRootCertificate."));
        return InvalidConfig.parse(field, text, CertificateText::all);
    }
}
