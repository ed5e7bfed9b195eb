package dev.latchkey.connector.alipay;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A key as people paste it: PEM or bare base64, with real or typed newlines (`\n`), in one line,
/// from Windows, with a byte order mark or spaces. All of them come out as the same bytes.
///
/// @param encrypted whether the PEM header says so; there are no bytes then
record KeyText(boolean encrypted, byte[] der) {
    private static final int MAX_LENGTH = 16 * 1024;
    private static final Pattern TYPED_NEWLINE = Pattern.compile("\\\\+[rn]");
    private static final Pattern BLANK = Pattern.compile("[\\s\\p{Z}\\p{Cf}]+"); // Cf: byte order mark, zero width
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN([A-Z0-9]+)-----(.*?)-----END[A-Z0-9]+-----");

    static KeyText of(String pasted) {
        if (pasted.length() > MAX_LENGTH) {
            throw new KeyUnusableException(Fault.TOO_LONG, "is far too long for a key");
        }
        String text =
                BLANK.matcher(TYPED_NEWLINE.matcher(pasted).replaceAll("")).replaceAll("");
        return text.contains("-----") ? ofPem(text) : new KeyText(false, decode(text));
    }

    private static KeyText ofPem(String text) {
        Matcher block = BLOCK.matcher(text);
        boolean found = block.find();
        while (found && block.group(1).endsWith("PARAMETERS")) { // OpenSSL names the curve before the key
            found = block.find();
        }
        if (!found) {
            throw new KeyUnusableException(
                    Fault.CUT_OFF,
                    "is cut off: copy the whole text, from the line that begins with "
                            + "-----BEGIN to the end of the line that begins with -----END");
        }
        String label = block.group(1);
        String content = block.group(2);
        boolean encrypted = label.startsWith("ENCRYPTED") || content.startsWith("Proc-Type:4,ENCRYPTED");
        return new KeyText(encrypted, encrypted ? new byte[0] : decode(content));
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException _) {
            throw new KeyUnusableException(
                    Fault.UNREADABLE, "cannot be read: it is neither PEM nor base64, or a part of it is missing");
        }
    }

    /// Never shows the bytes: they may be a private key.
    @Override
    public String toString() {
        return "KeyText[" + der.length + " bytes]";
    }
}
