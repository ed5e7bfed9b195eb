package dev.latchkey.platform;

import java.sql.SQLException;

/// A statement failed. The SQL state tells why (`23505`: a unique key was taken).
public final class DatabaseException extends RuntimeException {
    private static final String UNIQUE_VIOLATION = "23505";

    private final String state;

    DatabaseException(SQLException cause) {
        super("a database statement failed with SQL state " + cause.getSQLState(), cause);
        this.state = cause.getSQLState();
    }

    public boolean isUniqueViolation() {
        return UNIQUE_VIOLATION.equals(state);
    }
}
