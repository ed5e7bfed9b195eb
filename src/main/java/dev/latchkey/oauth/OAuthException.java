package dev.latchkey.oauth;

/// A refusal on its way to the client: an answer, not a fault, so it carries no stack trace and
/// its description must hold no secret.
public final class OAuthException extends RuntimeException {
    private final OAuthError error;

    OAuthException(OAuthError error, String description) {
        super(description, null, false, false);
        this.error = error;
    }

    public OAuthError error() {
        return error;
    }

    public String description() {
        return getMessage();
    }
}
