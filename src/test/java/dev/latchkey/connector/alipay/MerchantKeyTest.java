package dev.latchkey.connector.alipay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The private key as people paste it (C1).
class MerchantKeyTest {
    private static final KeyPair PAIR = Alipay.KEYS.merchant();
    private static final byte[] PKCS8 = PAIR.getPrivate().getEncoded();
    private static final byte[] PKCS1 = pkcs1(PKCS8);
    private static final String SAMPLE = "a=1&b=2";

    private static final List<String> RENDERINGS = List.of(
            pem("PRIVATE KEY", PKCS8),
            pem("RSA PRIVATE KEY", PKCS1),
            Base64.getEncoder().encodeToString(PKCS8),
            Base64.getEncoder().encodeToString(PKCS1),
            lines(PKCS8),
            lines(PKCS1));

    private static final List<UnaryOperator<String>> ACCIDENTS = List.of(
            text -> text,
            text -> text.replace("\n", "\\n"),
            text -> text.replace("\n", "\\\\n"),
            text -> text.replace("\n", "\\r\\n"),
            text -> text.replace("\n", "\r\n"),
            text -> text.replace("\n", "\r"),
            text -> text.replace("\n", " "),
            text -> text.replace("\n", ""),
            text -> text.replace("\n", "\n\n  \t"),
            text -> text.replaceAll("\\s", ""),
            text -> "\uFEFF" + text,
            text -> "\n\n  " + text + "  \n\n",
            text -> text.replace("\n", "\u00A0\u200B\n"));

    @Test
    void isTheSameInEveryRendering() {
        Set<String> signatures = new HashSet<>();
        for (String rendering : RENDERINGS) {
            for (UnaryOperator<String> accident : ACCIDENTS) {
                MerchantKey key = MerchantKey.parse(accident.apply(rendering), SignType.Family.RSA);
                assertEquals(PAIR.getPublic(), publicKey(key));
                signatures.add(new RequestSigner(key, SignType.RSA2, AlipayCharset.UTF8).sign(SAMPLE));
            }
        }
        assertEquals(1, signatures.size());
    }

    @Test
    void isFoundBelowWhatOpensslWritesAboveIt() {
        String text = "Bag Attributes\n    friendlyName: my key\n" + pem("PRIVATE KEY", PKCS8);
        assertEquals(PAIR.getPublic(), publicKey(MerchantKey.parse(text, SignType.Family.RSA)));
    }

    @Test
    void isNotAPublicKey() {
        byte[] x509 = PAIR.getPublic().getEncoded();
        byte[] pkcs1 = publicPkcs1(x509);
        for (String pasted : List.of(
                pem("PUBLIC KEY", x509),
                pem("RSA PUBLIC KEY", pkcs1),
                Base64.getEncoder().encodeToString(x509),
                Base64.getEncoder().encodeToString(pkcs1))) {
            assertTrue(complaint(pasted).contains("is a public key"), complaint(pasted));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIFHDBOBgkq\n-----END ENCRYPTED PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,0123\n\nMIIF\n"
                        + "-----END RSA PRIVATE KEY-----"
            })
    void isNotEncrypted(String pasted) {
        assertTrue(complaint(pasted).contains("is encrypted with a passphrase"));
    }

    @Test
    void isWhole() {
        String pem = pem("PRIVATE KEY", PKCS8);
        assertTrue(complaint(pem.substring(0, pem.length() - 60)).contains("is cut off"));
        assertTrue(complaint("-----BEGIN PRIVATE KEY-----").contains("is cut off"));
        String bare = Base64.getEncoder().encodeToString(PKCS8);
        assertTrue(complaint(bare.substring(0, 800)).contains("is damaged or cut off"));
        assertTrue(complaint(bare.substring(100)).matches("is (damaged|not|cut).*|cannot be read.*"));
        assertTrue(complaint(pem.replaceFirst("\n[^\n]+\n", "\n")).matches("is (damaged|not|cut).*|cannot be read.*"));
    }

    @Test
    void isNotSomethingElse() throws GeneralSecurityException {
        KeyPairGenerator elliptic = KeyPairGenerator.getInstance("EC");
        elliptic.initialize(new ECGenParameterSpec("secp256r1"));
        String ec = pem("PRIVATE KEY", elliptic.generateKeyPair().getPrivate().getEncoded());
        assertTrue(complaint(ec).contains("is not an RSA key"));
        assertTrue(complaint("hello world").startsWith("is damaged or cut off"));
        assertTrue(complaint("******").contains("neither PEM nor base64"));
        assertTrue(complaint("x".repeat(20_000)).contains("far too long"));
    }

    @Test
    void isLargeEnough() throws GeneralSecurityException {
        assertTrue(complaint(pem("PRIVATE KEY", generate(512))).contains("has only 512 bits"));
        assertEquals(
                1024,
                MerchantKey.parse(pem("PRIVATE KEY", generate(1024)), SignType.Family.RSA)
                        .bits());
    }

    @Test
    void hasNoWrongDigit() {
        byte[] wrong = PKCS1.clone();
        wrong[wrong.length - 400] ^= 1; // inside one of the primes
        assertTrue(complaint(pem("RSA PRIVATE KEY", wrong)).contains("is damaged"));
    }

    @Test
    void isRefusedAndNothingElseWhateverIsPasted() {
        Random random = new Random(1);
        for (int round = 0; round < 2000; round++) {
            byte[] der = (round % 2 == 0 ? PKCS8 : PKCS1).clone();
            for (int change = 0; change <= random.nextInt(3); change++) {
                int place = random.nextBoolean() ? random.nextInt(40) : random.nextInt(der.length);
                der[place] = (byte) random.nextInt();
            }
            try {
                MerchantKey.parse(Base64.getEncoder().encodeToString(der), SignType.Family.RSA);
            } catch (KeyUnusableException _) {
                // the only way to fail
            }
        }
    }

    @Test
    void isNotShown() {
        String pem = pem("PRIVATE KEY", PKCS8);
        MerchantKey key = MerchantKey.parse(pem, SignType.Family.RSA);
        assertEquals("MerchantKey[2048 bits]", key.toString());
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("appId", "1").put("privateKey", pem);
        String config = AlipayConfigReader.read(json).toString();
        assertFalse(config.contains(publicKey(key).getModulus().toString()), config);
        assertFalse(KeyText.of(pem).toString().contains("[B"));
    }

    private static RSAPublicKey publicKey(MerchantKey key) {
        return ((RsaPublicHalf) key.publicHalf()).key();
    }

    private static String complaint(String pasted) {
        return assertThrows(KeyUnusableException.class, () -> MerchantKey.parse(pasted, SignType.Family.RSA))
                .getMessage();
    }

    private static byte[] generate(int bits) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair().getPrivate().getEncoded();
    }

    private static byte[] pkcs1(byte[] pkcs8) {
        try {
            return PrivateKeyInfo.getInstance(pkcs8)
                    .parsePrivateKey()
                    .toASN1Primitive()
                    .getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] publicPkcs1(byte[] x509) {
        return SubjectPublicKeyInfo.getInstance(x509).getPublicKeyData().getBytes();
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + lines(der) + "\n-----END " + label + "-----\n";
    }

    private static String lines(byte[] der) {
        return Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    }
}
