package dev.latchkey.platform;

import java.util.List;
import java.util.function.Function;

/// A part of a list, and how many rows the whole has.
///
/// @param isCapped true when counting stopped at `total`, and there are more
public record Listing<T>(List<T> items, long total, boolean isCapped) {
    public Listing {
        items = List.copyOf(items);
    }

    public Listing(List<T> items, long total) {
        this(items, total, false);
    }

    public static <T> Listing<T> capped(List<T> items, long cap) {
        return new Listing<>(items, cap, true);
    }

    public <R> Listing<R> map(Function<T, R> view) {
        return new Listing<>(items.stream().map(view).toList(), total, isCapped);
    }
}
