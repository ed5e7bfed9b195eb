package dev.latchkey.simulator;

import java.security.PublicKey;
import java.util.Optional;
import java.util.Set;

/// An application in the simulated console.
///
/// @param publicKey the merchant's, which requests are verified with
/// @param callbacks where people may be sent back to; empty allows every address
/// @param certificateSerial of the app's certificate, in certificate mode
public record SimulatedApp(
        String appId,
        PublicKey publicKey,
        IdMode ids,
        boolean unionId,
        Set<String> callbacks,
        Optional<String> certificateSerial) {
    public SimulatedApp {
        callbacks = Set.copyOf(callbacks);
    }

    /// An app of today: an open id, no union id, any callback.
    public static SimulatedApp of(String appId, PublicKey publicKey) {
        return new SimulatedApp(appId, publicKey, IdMode.OPEN_ID, false, Set.of(), Optional.empty());
    }

    public SimulatedApp with(IdMode mode) {
        return new SimulatedApp(appId, publicKey, mode, unionId, callbacks, certificateSerial);
    }

    public SimulatedApp withUnionId() {
        return new SimulatedApp(appId, publicKey, ids, true, callbacks, certificateSerial);
    }

    public SimulatedApp onlyFor(String... addresses) {
        return new SimulatedApp(appId, publicKey, ids, unionId, Set.of(addresses), certificateSerial);
    }

    public SimulatedApp withCertificate(CertificateAuthority.Issued certificate) {
        return new SimulatedApp(appId, publicKey, ids, unionId, callbacks, Optional.of(certificate.serial()));
    }

    /// What an app is told about people: the stages of Alipay's move from `user_id` to `open_id`.
    public enum IdMode {
        USER_ID,
        BOTH,
        OPEN_ID;

        boolean hasUserId() {
            return this != OPEN_ID;
        }

        boolean hasOpenId() {
            return this != USER_ID;
        }
    }
}
