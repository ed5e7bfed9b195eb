package dev.latchkey.connector.alipay;

import dev.latchkey.connector.ConnectorError;
import dev.latchkey.connector.ConnectorException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Tells Alipay's refusals apart by who can mend them: the person by starting again, the
/// administrator, or nobody but time (C4), under Logto's codes where Logto has one (C5).
final class Refusals {
    private static final Set<String> CODE_INVALID = Set.of(
            "isv.code-invalid",
            "isv.refresh-token-invalid",
            "isv.refresh-token-time-out",
            "isv.refreshed-token-invalid");
    private static final Set<String> BUSY =
            Set.of("isp.unknow-error", "aop.unknow-error", "isv.app-call-limited", "isv.method-call-limited");
    private static final Set<String> BUSY_CODES = Set.of("20000", "40005");
    private static final String TOKEN_INSUFFICIENT = "20001";
    private static final int MAX_TEXT = 2000;

    private Refusals() {}

    /// @param trace goes along
    static ConnectorException of(GatewayError error, GatewayRequest request, Map<String, Object> trace) {
        Optional<Misconfiguration> misconfiguration = Misconfiguration.of(error);
        ConnectorError kind = kind(error, misconfiguration.isPresent(), request.method());
        Map<String, Object> data = new LinkedHashMap<>(trace);
        put(data, "errorDescription", error.msg(), request);
        put(data, "code", error.code(), request);
        put(data, "sub_code", error.subCode(), request);
        put(data, "sub_msg", error.subMsg(), request);
        if (kind == ConnectorError.MISCONFIGURED) {
            put(data, "stringToSign", request.stringToSign(), request);
        }
        String hint = misconfiguration.map(Misconfiguration::hint).orElse("Alipay refuses the call");
        Object name = data.getOrDefault("sub_code", data.getOrDefault("code", "without a code"));
        return new ConnectorException(kind, hint + " (" + name + ").", data);
    }

    private static ConnectorError kind(GatewayError error, boolean misconfigured, GatewayMethod method) {
        if (CODE_INVALID.contains(error.subCode())) {
            return ConnectorError.AUTH_CODE_INVALID;
        }
        if (misconfigured) {
            return ConnectorError.MISCONFIGURED;
        }
        if (BUSY_CODES.contains(error.code()) || BUSY.contains(error.subCode())) {
            return ConnectorError.UNAVAILABLE;
        }
        if (error.code().equals(TOKEN_INSUFFICIENT) || error.subCode().equals("isv.invalid-token")) {
            return invalidProof(method);
        }
        return ConnectorError.GENERAL;
    }

    /// What the call was made with: the code in the first one, the token in the second.
    private static ConnectorError invalidProof(GatewayMethod method) {
        return switch (method) {
            case TOKEN -> ConnectorError.AUTH_CODE_INVALID;
            case USER_INFO -> ConnectorError.ACCESS_TOKEN_INVALID;
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
