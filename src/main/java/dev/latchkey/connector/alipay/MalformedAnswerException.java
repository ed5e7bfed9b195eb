package dev.latchkey.connector.alipay;

/// An answer that is not what Alipay documents, or not Alipay's. The message tells what is wrong and
/// holds nothing of the answer.
final class MalformedAnswerException extends RuntimeException {
    MalformedAnswerException(String message) {
        super(message, null, false, false);
    }
}
