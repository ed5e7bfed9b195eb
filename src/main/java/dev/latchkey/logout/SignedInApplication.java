package dev.latchkey.logout;

import dev.latchkey.platform.Database;
import java.sql.SQLException;

/// An application that was signed in to from a session.
///
/// @param sid the session as its ID tokens name it
public record SignedInApplication(String applicationId, String sid) {
    public static SignedInApplication read(Database.Row row) throws SQLException {
        return new SignedInApplication(row.text("application_id"), row.text("sid"));
    }
}
