package dev.latchkey.connector.alipay;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One signed call. The public parameters travel in the query, where the gateway needs `charset` to
/// read the rest; codes and tokens travel in the body, out of reach of access logs (B2, C9).
///
/// @param open the public parameters, `sign` included
/// @param secret the parameters whose values nobody may log
/// @param stringToSign what the signature covers
record GatewayRequest(
        GatewayMethod method,
        AlipayCharset charset,
        Map<String, String> open,
        Map<String, String> secret,
        String stringToSign) {
    /// China time without a zone's name: it has no daylight saving, and an image may have no zones (C2).
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.ofHours(8));

    private static final Pattern NAMED_SECRET = Pattern.compile("\\b(code|auth_token)=[^&\\s]*");

    static GatewayRequest signed(AlipayConfig config, GatewayMethod method, Map<String, String> secret, Instant now) {
        Map<String, String> open = new LinkedHashMap<>();
        open.put("app_id", config.appId());
        open.put("method", method.apiName());
        open.put("format", "JSON");
        open.put("charset", config.charset().wireName());
        open.put("sign_type", config.signType().name());
        open.put("timestamp", TIMESTAMP.format(now));
        open.put("version", "1.0");
        open.putAll(config.trust().parameters(config.signType().family()));
        Map<String, String> all = new LinkedHashMap<>(open);
        all.putAll(secret);
        String stringToSign = RequestSigner.stringToSign(all);
        open.put(
                "sign",
                new RequestSigner(config.merchantKey(), config.signType(), config.charset()).sign(stringToSign));
        return new GatewayRequest(method, config.charset(), open, secret, stringToSign);
    }

    HttpRequest http(URI gateway) {
        return HttpRequest.newBuilder(URI.create(gateway + "?" + encoded(open)))
                .header("Content-Type", "application/x-www-form-urlencoded;charset=" + charset.wireName())
                .POST(BodyPublishers.ofString(form(), StandardCharsets.US_ASCII))
                .build();
    }

    /// The body, in the charset that the query names.
    String form() {
        return encoded(secret);
    }

    String maskedStringToSign() {
        return mask(stringToSign);
    }

    /// A text without the code and the token, for logs: Alipay repeats them in its messages (B11).
    String mask(String text) {
        String masked = NAMED_SECRET.matcher(text).replaceAll("$1=***");
        for (Map.Entry<String, String> parameter : secret.entrySet()) {
            if (!parameter.getKey().equals("grant_type")) {
                masked = masked.replace(parameter.getValue(), "***");
            }
        }
        return masked;
    }

    private String encoded(Map<String, String> parameters) {
        Charset encoding = charset.charset();
        return parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), encoding))
                .collect(Collectors.joining("&"));
    }

    @Override
    public String toString() {
        return "GatewayRequest[" + maskedStringToSign() + "]";
    }
}
