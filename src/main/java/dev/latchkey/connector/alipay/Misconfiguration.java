package dev.latchkey.connector.alipay;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/// What only the administrator can mend, told by Alipay's `sub_code` (B11), with where to look.
enum Misconfiguration {
    SIGNATURE(
            "Alipay does not accept the signature: the public key in Alipay's console must be the one that belongs to "
                    + "privateKey, and signType must be the one chosen there",
            "isv.invalid-signature",
            "isv.missing-signature",
            "isv.missing-signature-type",
            "isv.missing-signature-key",
            "isv.missing-signature-config",
            "isv.missing-default-signature-type",
            "isv.invalid-signature-type"),
    APP(
            "Alipay does not know the app, or the code belongs to another one: check appId, and that gatewayUrl and "
                    + "authorizationUrl are both of production or both of the sandbox",
            "isv.invalid-app-id",
            "isv.missing-app-id",
            "isv.app-id-not-matched"),
    PERMISSION(
            "The app may not do this: in Alipay's console it needs the abilities for member information and sign-in, "
                    + "signed and reviewed",
            "isv.insufficient-isv-permissions",
            "isv.insufficient-user-permissions",
            "isv.forbidden-api"),
    ADDRESS(
            "This server is not on the list of addresses from which the app may call, in Alipay's console",
            "isv.access-control-limit"),
    TIME(
            "Alipay does not accept the time of the call: check the clock of this server",
            "isv.invalid-timestamp",
            "isv.missing-timestamp"),
    CERTIFICATE("The app's certificate has expired: renew it in Alipay's console", "isv.app-cert-expired"),
    ENCRYPTION(
            "The app demands encrypted content: switch that off in Alipay's console, sign-in does not need it",
            "isv.missing-encrypt-key",
            "isv.invalid-encrypt",
            "isv.invalid-encrypt-type",
            "isv.decryption-error-missing-encrypt-type",
            "isv.decryption-error-not-valid-encrypt-key",
            "isv.decryption-error-not-valid-encrypt-type",
            "isv.decryption-error-unknown"),
    CHARSET("Alipay does not accept the charset of the call", "isv.invalid-charset");

    private static final String NO_PERMISSION = "40006";

    private final String hint;
    private final Set<String> subCodes;

    Misconfiguration(String hint, String... subCodes) {
        this.hint = hint;
        this.subCodes = Set.of(subCodes);
    }

    static Optional<Misconfiguration> of(GatewayError error) {
        return Arrays.stream(values())
                .filter(kind -> kind.subCodes.contains(error.subCode()))
                .findFirst()
                .or(() -> error.code().equals(NO_PERMISSION) ? Optional.of(PERMISSION) : Optional.empty());
    }

    /// A sentence without its end.
    String hint() {
        return hint;
    }
}
