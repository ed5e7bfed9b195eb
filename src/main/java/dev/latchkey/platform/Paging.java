package dev.latchkey.platform;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;

/// Which part of a list is asked for: `page` from 1 and `page_size` (reference section 2).
public record Paging(int page, int size) {
    private static final int DEFAULT_SIZE = 20;
    private static final int MAX_SIZE = 100;
    static final int MAX_PAGE = 10_000_000; // beyond it page times size is no offset any more

    /// The first page, as large as one can be.
    public static final Paging LARGEST = new Paging(1, MAX_SIZE);

    /// For lists that are always paged.
    public static Paging of(MultivaluedMap<String, String> query) {
        return new Paging(
                number(query.getFirst("page"), 1, MAX_PAGE),
                number(query.getFirst("page_size"), DEFAULT_SIZE, MAX_SIZE));
    }

    /// For lists that come as a whole when neither parameter is there.
    public static Optional<Paging> ifAsked(MultivaluedMap<String, String> query) {
        return query.containsKey("page") || query.containsKey("page_size") ? Optional.of(of(query)) : Optional.empty();
    }

    /// How many rows come before the page.
    public long offset() {
        return (page - 1L) * size;
    }

    /// The number of the last page; 1 when there is nothing at all.
    long last(long total) {
        return Math.max(1, (total + size - 1) / size);
    }

    private static int number(String text, int absent, int limit) {
        if (text == null) {
            return absent;
        }
        if (!text.matches("[0-9]{1,8}")) {
            throw refused();
        }
        int number = Integer.parseInt(text);
        if (number < 1 || number > limit) {
            throw refused();
        }
        return number;
    }

    private static ApiException refused() {
        return new ApiException(
                400,
                "guard.invalid_pagination",
                "page and page_size must be positive numbers, page_size at most " + MAX_SIZE + ".");
    }
}
