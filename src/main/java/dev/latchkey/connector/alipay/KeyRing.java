package dev.latchkey.connector.alipay;

import java.util.Optional;

/// Which key an answer has to be signed with.
@FunctionalInterface
interface KeyRing {
    /// @param serial what the answer says of Alipay's certificate
    /// @return empty when nothing is there to check with, and none is wanted
    /// @throws MalformedAnswerException when the certificate cannot be trusted
    Optional<PublicHalf> keyFor(Optional<String> serial);
}
