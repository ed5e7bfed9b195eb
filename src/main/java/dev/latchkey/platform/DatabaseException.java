package dev.latchkey.platform;

import java.sql.SQLException;

/// A statement failed. The SQL state tells why (`23505`: a unique key was taken).
public final class DatabaseException extends RuntimeException {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String DEADLOCK = "40P01";
    private static final String FOREIGN_KEY_VIOLATION = "23503";

    private final String state;

    DatabaseException(SQLException cause) {
        super("a database statement failed with SQL state " + cause.getSQLState(), cause);
        this.state = cause.getSQLState();
    }

    /// No connection to be had, or a server that is going away or full (SQLSTATE classes 08, 53, 57P).
    public boolean isUnavailable() {
        return state == null || state.startsWith("08") || state.startsWith("53") || state.startsWith("57P");
    }

    /// What the row refers to is gone by now.
    public boolean isForeignKeyViolation() {
        return FOREIGN_KEY_VIOLATION.equals(state);
    }

    /// The statement and another one waited for each other, and this one was ended: it may be tried again.
    public boolean isDeadlock() {
        return DEADLOCK.equals(state);
    }

    public boolean isUniqueViolation() {
        return UNIQUE_VIOLATION.equals(state);
    }
}
