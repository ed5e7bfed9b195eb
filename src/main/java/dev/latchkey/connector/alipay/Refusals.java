package dev.latchkey.connector.alipay;

import dev.latchkey.connector.ConnectorError;
import dev.latchkey.connector.ConnectorException;
import java.util.LinkedHashMap;
import java.util.Map;

/// Tells Alipay's refusals apart by who can mend them: the person by starting again, the
/// administrator, or nobody but time (C4), under Logto's codes where Logto has one (C5).
final class Refusals {
    private static final String TOKEN_INSUFFICIENT = "20001";
    private static final int MAX_TEXT = 2000;

    private Refusals() {}

    /// @param trace goes along
    static ConnectorException of(GatewayError error, GatewayRequest request, Map<String, Object> trace) {
        Cause cause = Cause.of(error);
        ConnectorError kind = kind(cause, error, request.method());
        Map<String, Object> data = new LinkedHashMap<>(trace);
        put(data, "errorDescription", error.msg(), request);
        put(data, "code", error.code(), request);
        put(data, "sub_code", error.subCode(), request);
        put(data, "sub_msg", error.subMsg(), request);
        if (kind == ConnectorError.MISCONFIGURED) {
            put(data, "stringToSign", request.stringToSign(), request);
        }
        Object name = data.getOrDefault("sub_code", data.getOrDefault("code", "without a code"));
        return new ConnectorException(kind, cause.text().english() + " (" + name + ").", data)
                .because(cause.explanation());
    }

    private static ConnectorError kind(Cause cause, GatewayError error, GatewayMethod method) {
        return switch (cause) {
            case CODE_INVALID, REFRESH_INVALID -> ConnectorError.AUTH_CODE_INVALID;
            case TOKEN_INVALID -> invalidProof(method);
            case SIGNATURE, MODE, APP, PERMISSION, ADDRESS, TIME, CERTIFICATE, ENCRYPTION, CHARSET ->
                ConnectorError.MISCONFIGURED;
            case BUSY, LIMIT -> ConnectorError.UNAVAILABLE;
            case APP_AUTHORIZATION, PERSON_AUTHORIZATION, RISK, REQUEST, UNKNOWN ->
                error.code().equals(TOKEN_INSUFFICIENT) ? invalidProof(method) : ConnectorError.GENERAL;
        };
    }

    /// What the call was made with: the code in the first one, the token in the second.
    private static ConnectorError invalidProof(GatewayMethod method) {
        return switch (method) {
            case TOKEN -> ConnectorError.AUTH_CODE_INVALID;
            case USER_INFO -> ConnectorError.ACCESS_TOKEN_INVALID;
            case CERTIFICATE -> ConnectorError.GENERAL;
        };
    }

    /// Alipay's texts end up in logs: no code, no token, no line breaks, no novels.
    private static void put(Map<String, Object> data, String key, String text, GatewayRequest request) {
        if (!text.isEmpty()) {
            String line = request.mask(text).replaceAll("\\p{Cntrl}", " ");
            data.put(key, line.length() > MAX_TEXT ? line.substring(0, MAX_TEXT) : line);
        }
    }
}
