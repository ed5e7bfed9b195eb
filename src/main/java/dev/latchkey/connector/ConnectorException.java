package dev.latchkey.connector;

import java.util.Map;
import java.util.Optional;

/// A social provider failed. The message is for administrators and holds no secret: no key, no
/// token, no code. An answer, not a fault, so it carries no stack trace.
public final class ConnectorException extends RuntimeException {
    private final ConnectorError error;
    private final Map<String, Object> data;
    private final Optional<Explanation> explanation;

    public ConnectorException(ConnectorError error, String message) {
        this(error, message, Map.of());
    }

    /// @param data what helps to find the cause, for example the provider's `sub_code`; goes into
    ///     the log and the API's answer, never onto a page
    public ConnectorException(ConnectorError error, String message, Map<String, Object> data) {
        this(error, message, data, Optional.empty());
    }

    private ConnectorException(
            ConnectorError error, String message, Map<String, Object> data, Optional<Explanation> explanation) {
        super(message, null, false, false);
        this.error = error;
        this.data = Map.copyOf(data);
        this.explanation = explanation;
    }

    /// The same, with what the connector knows about it.
    public ConnectorException because(Explanation explanation) {
        return new ConnectorException(error, getMessage(), data, Optional.of(explanation));
    }

    public ConnectorError error() {
        return error;
    }

    public Map<String, Object> data() {
        return data;
    }

    public Optional<Explanation> explanation() {
        return explanation;
    }

    /// Whose move it is: as the connector explains it, which knows more than the kind of the error.
    public WhoCanFix whoCanFix() {
        return explanation.map(Explanation::who).orElseGet(error::whoCanFix);
    }
}
