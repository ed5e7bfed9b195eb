package dev.latchkey.audit;

import dev.latchkey.platform.ApiException;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Which events a list is asked for (reference section 9). A condition that is not asked for is not in
/// the statement, so that every look-up finds its index.
final class LogFilter {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern KEY = Pattern.compile("[A-Za-z.]{1,128}");
    private static final Pattern TIME = Pattern.compile("[0-9]{1,14}");

    private final MultivaluedMap<String, String> query;
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    private LogFilter(MultivaluedMap<String, String> query) {
        this.query = query;
    }

    static LogFilter parse(MultivaluedMap<String, String> query) {
        LogFilter filter = new LogFilter(query);
        filter.add("userId", ID, "user_id = ?");
        filter.add("applicationId", ID, "application_id = ?");
        filter.add("logKey", KEY, "key = ?");
        filter.add("supportId", ID, "support_id = ?");
        filter.addTime("start_time", "created_at >= ?");
        filter.addTime("end_time", "created_at <= ?");
        return filter;
    }

    /// The condition, with a place for each of the [#values].
    String condition() {
        return conditions.isEmpty() ? "true" : String.join(" and ", conditions);
    }

    List<Object> values() {
        return values;
    }

    private void add(String name, Pattern form, String condition) {
        String value = query.getFirst(name);
        if (value != null) {
            require(name, value, form);
            conditions.add(condition);
            values.add(value);
        }
    }

    private void addTime(String name, String condition) {
        String value = query.getFirst(name);
        if (value != null) {
            require(name, value, TIME);
            conditions.add(condition);
            values.add(Instant.ofEpochMilli(Long.parseLong(value)));
        }
    }

    private static void require(String name, String value, Pattern form) {
        if (!form.matcher(value).matches()) {
            throw ApiException.invalidInput(name + ": has the wrong type or value");
        }
    }
}
