package dev.latchkey.connector.alipay;

import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/// Signs the parameters of a gateway call (A5).
record RequestSigner(MerchantKey key, SignType signType, AlipayCharset charset) {
    /// What the signature covers: every parameter that has a value, raw and not URL-encoded, sorted
    /// by name. `sign_type` is among them.
    static String stringToSign(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .filter(parameter -> !parameter.getValue().isEmpty())
                .sorted(Map.Entry.comparingByKey())
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining("&"));
    }

    /// The signature over the text in the charset of the call, so that `gbk` signs GBK bytes (C14).
    String sign(String text) {
        byte[] signature = key.sign(signType, text.getBytes(charset.charset()));
        return Base64.getEncoder().encodeToString(signature);
    }
}
