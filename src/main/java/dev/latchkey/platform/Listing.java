package dev.latchkey.platform;

import java.util.List;
import java.util.function.Function;

/// A part of a list, and how many rows the whole has.
public record Listing<T>(List<T> items, long total) {
    public Listing {
        items = List.copyOf(items);
    }

    public <R> Listing<R> map(Function<T, R> view) {
        return new Listing<>(items.stream().map(view).toList(), total);
    }
}
