package dev.latchkey.connector.alipay;

import dev.latchkey.connector.ConnectorError;
import dev.latchkey.connector.ConnectorException;
import java.util.Map;
import java.util.Optional;

/// An answer that is not what Alipay documents, or not Alipay's. The message tells what is wrong and
/// holds nothing of the answer.
final class MalformedAnswerException extends RuntimeException {
    private final Optional<Obstacle> obstacle;

    MalformedAnswerException(String message) {
        this(message, Optional.empty());
    }

    /// @param obstacle what such an answer comes of, mostly
    MalformedAnswerException(String message, Obstacle obstacle) {
        this(message, Optional.of(obstacle));
    }

    private MalformedAnswerException(String message, Optional<Obstacle> obstacle) {
        super(message, null, false, false);
        this.obstacle = obstacle;
    }

    ConnectorException failure(Map<String, Object> trace) {
        ConnectorException failure = new ConnectorException(ConnectorError.INVALID_RESPONSE, getMessage(), trace);
        return obstacle.map(Obstacle::explanation).map(failure::because).orElse(failure);
    }
}
