package dev.latchkey.user;

import java.util.List;

/// A provider's answer has an identifier of one person together with an identifier of another one.
/// Whose account to open nobody can tell, so none is.
public final class IdentityConflictException extends RuntimeException {
    private final List<String> userIds;

    IdentityConflictException(List<String> userIds) {
        super("the identifiers belong to different people", null, false, false);
        this.userIds = List.copyOf(userIds);
    }

    /// The accounts that one of the identifiers led to.
    public List<String> userIds() {
        return userIds;
    }
}
