package dev.latchkey.authorize;

import dev.latchkey.oauth.OAuthException;
import dev.latchkey.page.Trouble;

/// An authorization request whose return address is not verified: it is refused on a page, never
/// by redirect (RFC 6749 §4.1.2.1). An answer, not a fault, so it carries no stack trace.
final class UntrustedRequestException extends RuntimeException {
    private final Trouble trouble;
    private final OAuthException refusal;
    private final String parameter;
    private final String value;

    UntrustedRequestException(Trouble trouble, OAuthException refusal, String parameter, String value) {
        super(refusal.description(), null, false, false);
        this.trouble = trouble;
        this.refusal = refusal;
        this.parameter = parameter;
        this.value = value;
    }

    Trouble trouble() {
        return trouble;
    }

    OAuthException refusal() {
        return refusal;
    }

    /// The parameter that was at fault, and what was sent; null when it was missing.
    String parameter() {
        return parameter;
    }

    String value() {
        return value;
    }
}
