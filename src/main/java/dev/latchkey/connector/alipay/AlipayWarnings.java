package dev.latchkey.connector.alipay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What of a configuration works, but should not stay as it is, and until when its certificates hold.
final class AlipayWarnings {
    private static final Duration AHEAD = Duration.ofDays(30);
    private static final Duration TOLERANCE = Duration.ofSeconds(60);

    private final AlipayConfig config;
    private final Gateway gateway;
    private final LearntCertificates learnt;
    private final Clock clock;

    AlipayWarnings(AlipayConfig config, Gateway gateway, LearntCertificates learnt, Clock clock) {
        this.config = config;
        this.gateway = gateway;
        this.learnt = learnt;
        this.clock = clock;
    }

    List<String> all() {
        List<String> warnings = new ArrayList<>();
        switch (config.trust()) {
            case Trust.Keys(var key)
            when key.isEmpty() ->
                warnings.add("alipayPublicKey is not set, so Alipay's answers are not verified: paste the Alipay "
                        + "public key.");
            case Trust.Keys _ -> {}
            case Trust.Certificates trust -> addCertificates(warnings, trust);
        }
        if (config.signType().family() == SignType.Family.RSA
                && config.merchantKey().bits() < RsaSize.RECOMMENDED) {
            warnings.add("privateKey has only " + config.merchantKey().bits() + " bits: replace it by one with "
                    + RsaSize.RECOMMENDED + ".");
        }
        gateway.clockSkew()
                .filter(skew -> skew.abs().compareTo(TOLERANCE) > 0)
                .ifPresent(skew -> warnings.add("The clock of this server differs from Alipay's by " + skew.toSeconds()
                        + " seconds: set it by NTP."));
        if (config.signType() == SignType.RSA) {
            warnings.add("signType RSA signs with SHA-1, which is outdated: choose RSA2 here and in Alipay's console.");
        }
        return warnings;
    }

    /// For administrators and for the health detail.
    Map<String, Object> status() {
        Map<String, Object> status = new LinkedHashMap<>();
        expiries().forEach((field, end) -> status.put(field + "ExpiresAt", end));
        gateway.clockSkew().ifPresent(skew -> status.put("clockSkewSeconds", skew.toSeconds()));
        return status;
    }

    /// When each certificate ends, by the field of the configuration.
    Map<String, Instant> expiries() {
        return switch (config.trust()) {
            case Trust.Keys _ -> Map.of();
            case Trust.Certificates(var app, var alipay, var roots) -> {
                Map<String, Instant> expiries = new LinkedHashMap<>();
                expiries.put(TrustReader.APP, app.expiresAt());
                expiries.put(TrustReader.ALIPAY, alipay.getFirst().expiresAt());
                expiries.put(TrustReader.ROOT, roots.expiresAt(config.signType().family()));
                yield expiries;
            }
        };
    }

    private void addCertificates(List<String> warnings, Trust.Certificates trust) {
        Instant now = clock.instant();
        expiries().forEach((field, end) -> {
            if (!now.isBefore(end)) {
                warnings.add(field + " expired at " + end + ": download the new one from Alipay's console.");
            } else if (!now.isBefore(end.minus(AHEAD))) {
                warnings.add(field + " expires at " + end + ", in "
                        + Duration.between(now, end).toDays() + " days: renew it in Alipay's console.");
            }
        });
        learnt.latest(config.appId())
                .filter(latest -> !latest.serial().equals(trust.alipayLeaf().serial())
                        && !latest.expiresAt().isBefore(trust.alipayLeaf().expiresAt()))
                .ifPresent(latest -> warnings.add("Alipay signs with a newer certificate than alipayCertificate ("
                        + latest.serial() + ", until " + latest.expiresAt()
                        + "). It leads to the same roots and is in use; paste the new file all the same."));
    }
}
