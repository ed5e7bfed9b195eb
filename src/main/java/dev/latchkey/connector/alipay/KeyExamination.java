package dev.latchkey.connector.alipay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.ConfigFields;
import dev.latchkey.connector.Finding;
import dev.latchkey.connector.Words;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Looks at each pasted text for itself, so that one mistake does not hide the next.
final class KeyExamination {
    private static final Duration AHEAD = Duration.ofDays(30);
    private static final Set<String> PRIVATE = Set.of("PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY");

    private final ConfigFields fields;
    private final SignType.Family family;
    private final Instant now;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> faulty = new TreeSet<>();

    KeyExamination(ObjectNode config, SignType.Family family, Clock clock) {
        this.fields = new ConfigFields(config);
        this.family = family;
        this.now = clock.instant();
    }

    List<Finding> findings() {
        examinePrivateKey();
        look(TrustReader.KEY, text -> AlipayPublicKey.parse(text, family));
        Optional<List<PemCertificate>> app = look(TrustReader.APP, CertificateText::all);
        Optional<List<PemCertificate>> alipay = look(TrustReader.ALIPAY, CertificateText::all);
        Optional<List<PemCertificate>> root = look(TrustReader.ROOT, CertificateText::all);
        app.ifPresent(chain -> examineLife(TrustReader.APP, chain.getFirst()));
        alipay.ifPresent(chain -> examineLife(TrustReader.ALIPAY, chain.getFirst()));
        root.ifPresent(roots -> alipay.ifPresent(chain -> examineChain(chain, roots)));
        return findings;
    }

    /// The fields about which there is no need to say more.
    Set<String> faulty() {
        return faulty;
    }

    private void examinePrivateKey() {
        look("privateKey", text -> MerchantKey.parse(text, family)).ifPresent(key -> {
            String form = form(fields.pasted("privateKey").orElseThrow());
            String size = family + ", " + key.bits() + " bits";
            findings.add(Finding.ok(
                            "privateKey.recognized",
                            new Words(
                                    "privateKey is a private key: " + form + ", " + size + ".",
                                    "privateKey 是私钥：" + form + "，" + size + "。"))
                    .with(Map.of("form", form, "algorithm", family.name(), "bits", key.bits())));
            findings.add(Finding.ok(
                            "publicKey.upload",
                            new Words(
                                    "This is the public key that Alipay's console must have for this app.",
                                    "支付宝控制台中该应用的应用公钥应为以下内容。"))
                    .at(ConsolePage.SIGNING.words())
                    .with(Map.of("publicKey", key.publicHalf().line())));
        });
    }

    /// How it was pasted: the structure tells, the header may be wrong or missing.
    private static String form(String pasted) {
        String kind =
                switch (KeyKind.of(KeyKind.parse(KeyText.of(pasted).der()))) {
                    case PKCS8_PRIVATE -> "PKCS#8";
                    case PKCS1_PRIVATE -> "PKCS#1";
                    case SEC1_PRIVATE -> "SEC 1";
                    default -> "";
                };
        boolean pem = PRIVATE.stream().anyMatch(label -> pasted.contains("-----BEGIN " + label));
        return pem ? "PEM, " + kind : "bare base64, " + kind;
    }

    private <T> Optional<T> look(String field, java.util.function.Function<String, T> parser) {
        try {
            return fields.pasted(field).map(parser);
        } catch (KeyUnusableException e) {
            report(field, e.fault());
        } catch (dev.latchkey.connector.ConnectorException _) {
            report(field, Fault.NOT_TEXT);
        }
        return Optional.empty();
    }

    private void examineLife(String field, PemCertificate certificate) {
        if (!now.isBefore(certificate.expiresAt())) {
            report(field, Fault.EXPIRED);
            return;
        }
        boolean soon = !now.isBefore(certificate.expiresAt().minus(AHEAD));
        Map<String, Object> data = Map.of(
                "serial",
                certificate.serial(),
                "expiresAt",
                certificate.expiresAt().toString());
        findings.add(
                soon
                        ? Finding.warning(
                                        field + "." + Fault.EXPIRES_SOON.code(),
                                        Fault.EXPIRES_SOON.sentence(field),
                                        Fault.EXPIRES_SOON.remedy())
                                .at(ConsolePage.SIGNING.words())
                                .with(data)
                        : Finding.ok(
                                        field + ".recognized",
                                        new Words(
                                                field + " is a certificate, valid until " + certificate.expiresAt()
                                                        + ".",
                                                field + " 是证书，有效期至 " + certificate.expiresAt() + "。"))
                                .with(data));
    }

    private void examineChain(List<PemCertificate> chain, List<PemCertificate> roots) {
        RootCertificates bundle = new RootCertificates(roots);
        boolean comparable =
                !bundle.serials(family).isEmpty() && chain.getFirst().isValidAt(now);
        if (comparable && !bundle.vouchFor(chain, now)) {
            report(TrustReader.ALIPAY, Fault.UNROOTED);
        }
    }

    private void report(String field, Fault fault) {
        faulty.add(field);
        findings.add(of(field, fault));
    }

    static Finding of(String field, Fault fault) {
        return Finding.error(field + "." + fault.code(), fault.sentence(field), fault.remedy())
                .at(page(field).words());
    }

    private static ConsolePage page(String field) {
        return switch (field) {
            case "appId" -> ConsolePage.APP;
            case "gatewayUrl", "authorizationUrl" -> ConsolePage.SANDBOX;
            case "privateKey", "signType", TrustReader.KEY, TrustReader.APP, TrustReader.ALIPAY, TrustReader.ROOT ->
                ConsolePage.SIGNING;
            default -> ConsolePage.NONE;
        };
    }
}
