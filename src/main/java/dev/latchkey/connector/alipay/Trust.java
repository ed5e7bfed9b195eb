package dev.latchkey.connector.alipay;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How the operator and Alipay know each other's keys: Alipay's two modes.
sealed interface Trust {
    /// Each side has the other's public key.
    ///
    /// @param alipayKey without it answers are trusted because of TLS alone
    record Keys(Optional<PublicHalf> alipayKey) implements Trust {}

    /// Each side has the other's certificate, and both lead to Alipay's roots (C8, B5).
    ///
    /// @param app the operator's own, which the private key belongs to
    /// @param alipay Alipay's, as it was when the configuration was saved, with those between it and the roots
    record Certificates(PemCertificate app, List<PemCertificate> alipay, RootCertificates roots) implements Trust {
        public Certificates {
            alipay = List.copyOf(alipay);
        }

        PemCertificate alipayLeaf() {
            return alipay.getFirst();
        }
    }

    /// What every call says about it; signed like everything else.
    default Map<String, String> parameters(SignType.Family family) {
        return switch (this) {
            case Keys _ -> Map.of();
            case Certificates(var app, var _, var roots) -> {
                Map<String, String> serials = new LinkedHashMap<>();
                serials.put("app_cert_sn", app.serial());
                serials.put("alipay_root_cert_sn", roots.serials(family));
                yield serials;
            }
        };
    }
}
