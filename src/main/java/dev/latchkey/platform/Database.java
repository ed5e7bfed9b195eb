package dev.latchkey.platform;

import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/// The hand-written statements of the protocol's hot paths: one call is one statement, one round
/// trip and, outside a transaction, one commit.
///
/// Arguments may be text, numbers, booleans, `byte[]`, [Instant], and collections of text (sent as
/// `text[]`). Administration goes through Panache instead, where a round trip more does no harm.
@Singleton
public class Database {
    private final DataSource source;

    Database(DataSource source) {
        this.source = source;
    }

    /// Reads one row into a value.
    @FunctionalInterface
    public interface RowReader<T> {
        T read(Row row) throws SQLException;
    }

    /// The first row, if there is one.
    public <T> Optional<T> find(String sql, RowReader<T> reader, Object... arguments) {
        List<T> rows = list(sql, reader, arguments);
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.getFirst());
    }

    public <T> List<T> list(String sql, RowReader<T> reader, Object... arguments) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = prepare(connection, sql, arguments);
                ResultSet results = statement.executeQuery()) {
            List<T> rows = new ArrayList<>();
            Row row = new Row(results);
            while (results.next()) {
                rows.add(reader.read(row));
            }
            return rows;
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    /// Runs a statement without results and returns the number of rows it changed.
    public int update(String sql, Object... arguments) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = prepare(connection, sql, arguments)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... arguments)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < arguments.length; i++) {
                bind(statement, i + 1, arguments[i]);
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    private static void bind(PreparedStatement statement, int index, Object argument) throws SQLException {
        switch (argument) {
            case null -> statement.setNull(index, Types.NULL);
            case String text -> statement.setString(index, text);
            case byte[] bytes -> statement.setBytes(index, bytes);
            case Instant instant -> statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
            case Collection<?> texts ->
                statement.setArray(index, statement.getConnection().createArrayOf("text", texts.toArray()));
            default -> statement.setObject(index, argument);
        }
    }

    /// The current row of a result; columns by name.
    public static final class Row {
        private final ResultSet results;

        private Row(ResultSet results) {
            this.results = results;
        }

        public String text(String column) throws SQLException {
            return results.getString(column);
        }

        public byte[] bytes(String column) throws SQLException {
            return results.getBytes(column);
        }

        public int number(String column) throws SQLException {
            return results.getInt(column);
        }

        public long longNumber(String column) throws SQLException {
            return results.getLong(column);
        }

        public boolean flag(String column) throws SQLException {
            return results.getBoolean(column);
        }

        public Instant instant(String column) throws SQLException {
            OffsetDateTime time = results.getObject(column, OffsetDateTime.class);
            return time == null ? null : time.toInstant();
        }

        public List<String> texts(String column) throws SQLException {
            Array array = results.getArray(column);
            return array == null ? List.of() : List.of((String[]) array.getArray());
        }
    }
}
