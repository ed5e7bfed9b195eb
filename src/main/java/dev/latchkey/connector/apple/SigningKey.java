package dev.latchkey.connector.apple;

import dev.latchkey.connector.ConfigFields;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/// The key of the `.p8` file that Apple hands out: EC on P-256, in PKCS#8.
record SigningKey(PrivateKey key) {
    private static final String SENTENCE = "privateKey must be the content of the .p8 file from Apple.";
    private static final int FIELD_BITS = 256;

    /// With real newlines, the two characters `\n`, or none.
    static SigningKey parse(String pasted) {
        String base64 = pasted.replace("\\n", "").replaceAll("-----[A-Z ]+-----|\\s", "");
        try {
            PrivateKey key = KeyFactory.getInstance("EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
            if (key instanceof ECPrivateKey ec
                    && ec.getParams().getCurve().getField().getFieldSize() == FIELD_BITS) {
                return new SigningKey(key);
            }
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            // refused below, without a word of the key
        }
        throw ConfigFields.refused("privateKey", SENTENCE);
    }

    /// As JWS wants it (RFC 7518 §3.4).
    byte[] sign(byte[] bytes) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key);
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has ECDSA", e);
        }
    }

    @Override
    public String toString() {
        return "SigningKey";
    }
}
