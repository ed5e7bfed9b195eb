package dev.latchkey.connector;

import java.util.Map;

/// A social provider failed. The message is for administrators and holds no secret: no key, no
/// token, no code. An answer, not a fault, so it carries no stack trace.
public final class ConnectorException extends RuntimeException {
    private final ConnectorError error;
    private final Map<String, Object> data;

    public ConnectorException(ConnectorError error, String message) {
        this(error, message, Map.of());
    }

    /// @param data what helps to find the cause, for example the provider's `sub_code`; goes into
    ///     the log and the API's answer, never onto a page
    public ConnectorException(ConnectorError error, String message, Map<String, Object> data) {
        super(message, null, false, false);
        this.error = error;
        this.data = Map.copyOf(data);
    }

    public ConnectorError error() {
        return error;
    }

    public Map<String, Object> data() {
        return data;
    }
}
