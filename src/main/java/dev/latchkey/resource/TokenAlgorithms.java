package dev.latchkey.resource;

/// What access tokens for an API can be signed with, as the feature that signs them knows it.
public interface TokenAlgorithms {
    /// Refuses a name that is not offered; else there is a key to sign with when the transaction under way commits.
    ///
    /// @param path the field that holds the name, for the refusal
    void prepare(String path, String algorithm);
}
