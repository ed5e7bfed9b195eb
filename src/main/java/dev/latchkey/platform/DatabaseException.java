package dev.latchkey.platform;

import java.sql.SQLException;
import java.util.Arrays;

/// A statement failed. The SQL state tells why (`23505`: a unique key was taken).
public final class DatabaseException extends RuntimeException {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String DEADLOCK = "40P01";
    private static final String READ_ONLY = "25006";
    private static final String CUT_SHORT = "99999";
    /// Of causes: they may be in a circle.
    private static final int MAX_DEPTH = 12;

    private static final String FOREIGN_KEY_VIOLATION = "23503";

    private final String state;

    DatabaseException(SQLException cause) {
        super("a database statement failed with SQL state " + cause.getSQLState(), cause);
        this.state = cause.getSQLState();
    }

    /// Whether a fault comes from a database that cannot be used right now, be it by a statement of ours or
    /// deep inside of Hibernate or a transaction.
    public static boolean isUnavailable(Throwable fault) {
        return isUnavailable(fault, MAX_DEPTH);
    }

    private static boolean isUnavailable(Throwable fault, int depth) {
        if (fault == null || depth == 0) {
            return false;
        }
        return fault instanceof SQLException cause && isUnavailable(cause.getSQLState())
                || isUnavailable(fault.getCause(), depth - 1)
                || Arrays.stream(fault.getSuppressed()).anyMatch(other -> isUnavailable(other, depth - 1));
    }

    /// No connection to be had (the pool tells no state, the driver its own when an attempt was cut short), a server
    /// that is going away or full (SQLSTATE classes 08, 53, 57P), or a standby by now, which only lets read.
    private static boolean isUnavailable(String state) {
        return state == null
                || state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57P")
                || state.equals(READ_ONLY)
                || state.equals(CUT_SHORT);
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
