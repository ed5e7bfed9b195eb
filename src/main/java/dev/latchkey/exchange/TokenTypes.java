package dev.latchkey.exchange;

/// The names of tokens (RFC 8693 §3).
final class TokenTypes {
    static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
    /// What compatible servers call the tokens of `/api/subject-tokens`.
    static final String IMPERSONATION_TOKEN = "urn:logto:token-type:impersonation_token";

    private TokenTypes() {}
}
