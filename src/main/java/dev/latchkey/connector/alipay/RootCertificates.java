package dev.latchkey.connector.alipay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Alipay's bundle of root certificates: what all its other certificates have to lead to.
record RootCertificates(List<PemCertificate> roots) {
    private static final int MAX_STEPS = 8;

    RootCertificates {
        roots = List.copyOf(roots);
    }

    /// `alipay_root_cert_sn` (B5): those of one kind only, in the order of the file.
    String serials(SignType.Family family) {
        return roots.stream()
                .filter(root -> root.isSignedIn(family))
                .map(PemCertificate::serial)
                .collect(Collectors.joining("_"));
    }

    /// When the first of one kind ends.
    Instant expiresAt(SignType.Family family) {
        return roots.stream()
                .filter(root -> root.isSignedIn(family))
                .map(PemCertificate::expiresAt)
                .min(Instant::compareTo)
                .orElseThrow();
    }

    /// Whether the first of these is valid and leads to one of the roots, by way of the others.
    boolean vouchFor(List<PemCertificate> chain, Instant now) {
        PemCertificate link = chain.getFirst();
        List<PemCertificate> between = new ArrayList<>(chain.subList(1, chain.size()));
        for (int step = 0; step < MAX_STEPS && link.isValidAt(now); step++) {
            PemCertificate current = link;
            if (roots.stream().anyMatch(root -> root.isValidAt(now) && current.isSignedBy(root))) {
                return true;
            }
            link = between.stream()
                    .filter(other -> other.isAuthority() && current.isSignedBy(other))
                    .findFirst()
                    .orElse(null);
            if (link == null) {
                return false;
            }
            between.remove(link);
        }
        return false;
    }
}
