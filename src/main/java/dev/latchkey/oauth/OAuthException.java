package dev.latchkey.oauth;

/// A refusal on its way to the client: an answer, not a fault, so it carries no stack trace and
/// its description must hold no secret.
public final class OAuthException extends RuntimeException {
    private final OAuthError error;
    private final boolean isRecorded;

    OAuthException(OAuthError error, String description) {
        this(error, description, false);
    }

    private OAuthException(OAuthError error, String description, boolean isRecorded) {
        super(description, null, false, false);
        this.error = error;
        this.isRecorded = isRecorded;
    }

    /// The same, of which operators have been told already, with more than the client learns.
    public OAuthException recorded() {
        return new OAuthException(error, description(), true);
    }

    public boolean isRecorded() {
        return isRecorded;
    }

    public OAuthError error() {
        return error;
    }

    public String description() {
        return getMessage();
    }
}
