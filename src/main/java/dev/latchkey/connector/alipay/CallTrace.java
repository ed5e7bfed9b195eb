package dev.latchkey.connector.alipay;

import dev.latchkey.platform.OutboundResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/// What finds a call again: which one it was, and the number that Alipay's support asks for (B2).
final class CallTrace {
    private static final int MAX_LENGTH = 128;

    private CallTrace() {}

    static Map<String, Object> of(GatewayMethod method) {
        Map<String, Object> trace = new LinkedHashMap<>();
        trace.put("method", method.apiName());
        return trace;
    }

    static Map<String, Object> of(GatewayMethod method, OutboundResponse response) {
        Map<String, Object> trace = of(method);
        response.header("trace_id").filter(id -> id.length() <= MAX_LENGTH).ifPresent(id -> trace.put("trace_id", id));
        return trace;
    }
}
