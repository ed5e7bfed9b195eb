package dev.latchkey.connector.alipay;

import java.io.IOException;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;

/// What a decoded key is, told by its outline: headers are lost, wrong or not there at all when a
/// key is pasted, its structure is not.
enum KeyKind {
    /// RFC 5208 §5: version, algorithm, key.
    PKCS8_PRIVATE,
    /// RFC 8017 §A.1.2: version and eight numbers.
    PKCS1_PRIVATE,
    /// RFC 5915 §3: version and key, perhaps curve and public key.
    SEC1_PRIVATE,
    /// RFC 5208 §6: algorithm and ciphertext.
    ENCRYPTED,
    /// RFC 5280 §4.1.2.7: algorithm and key.
    X509_PUBLIC,
    /// RFC 8017 §A.1.1: two numbers.
    PKCS1_PUBLIC,
    /// RFC 5280 §4.1: content, algorithm, signature.
    CERTIFICATE,
    OTHER;

    static ASN1Sequence parse(byte[] der) {
        try {
            return ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(der));
        } catch (IOException | IllegalArgumentException | ClassCastException _) {
            throw new KeyUnusableException(
                    Fault.DAMAGED, "is damaged or cut off: copy it again, from the first to the last character");
        }
    }

    static KeyKind of(ASN1Sequence key) {
        StringBuilder outline = new StringBuilder();
        for (ASN1Encodable part : key) {
            outline.append(letter(part.toASN1Primitive()));
        }
        String text = outline.toString();
        return text.startsWith("iso") ? PKCS8_PRIVATE : ofOutline(text);
    }

    private static KeyKind ofOutline(String outline) {
        return switch (outline) {
            case "iiiiiiiii" -> PKCS1_PRIVATE;
            case "io", "io?", "io??" -> SEC1_PRIVATE;
            case "so" -> ENCRYPTED;
            case "sb" -> X509_PUBLIC;
            case "ii" -> PKCS1_PUBLIC;
            case "ssb" -> CERTIFICATE;
            default -> OTHER;
        };
    }

    private static char letter(ASN1Primitive part) {
        return switch (part) {
            case ASN1Integer _ -> 'i';
            case ASN1Sequence _ -> 's';
            case ASN1OctetString _ -> 'o';
            case ASN1BitString _ -> 'b';
            default -> '?';
        };
    }
}
