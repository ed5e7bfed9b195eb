package dev.latchkey.connector.alipay;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Certificates as people paste them: one or several PEM blocks, damaged in the same ways as pasted
/// keys ([KeyText]).
final class CertificateText {
    private static final int MAX_LENGTH = 64 * 1024;
    private static final int MAX_CERTIFICATES = 32;
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN[^-]+-----.+?-----END[^-]+-----", Pattern.DOTALL);

    private CertificateText() {}

    /// At least one, in the order of the file.
    ///
    /// @throws KeyUnusableException with the cause that people usually have
    static List<PemCertificate> all(String pasted) {
        if (pasted.length() > MAX_LENGTH) {
            throw new KeyUnusableException(Fault.TOO_LONG, "is far too long for certificates");
        }
        List<PemCertificate> certificates = new ArrayList<>();
        Matcher block = BLOCK.matcher(pasted);
        while (block.find()) {
            certificates.add(one(block.group()));
        }
        if (certificates.isEmpty()) {
            certificates.add(one(pasted));
        }
        if (certificates.size() > MAX_CERTIFICATES) {
            throw new KeyUnusableException(Fault.TOO_LONG, "has more certificates than any file of Alipay");
        }
        return List.copyOf(certificates);
    }

    private static PemCertificate one(String text) {
        KeyText read = KeyText.of(text);
        if (read.encrypted()) {
            throw isKey(Fault.PRIVATE_KEY, "private");
        }
        return switch (KeyKind.of(KeyKind.parse(read.der()))) {
            case CERTIFICATE -> PemCertificate.of(read.der());
            case PKCS8_PRIVATE, PKCS1_PRIVATE, SEC1_PRIVATE, ENCRYPTED -> throw isKey(Fault.PRIVATE_KEY, "private");
            case X509_PUBLIC, PKCS1_PUBLIC -> throw isKey(Fault.PUBLIC_KEY, "public");
            case OTHER -> throw new KeyUnusableException(Fault.NOT_A_CERTIFICATE, "is not a certificate");
        };
    }

    private static KeyUnusableException isKey(Fault fault, String half) {
        return new KeyUnusableException(
                fault, "is a " + half + " key: paste the content of the .crt file that Alipay's console offers");
    }
}
