package dev.latchkey.connector;

/// A text in the two languages of the management API.
public record Words(String english, String chinese) {
    public static final Words NONE = new Words("", "");

    public boolean isEmpty() {
        return english.isEmpty();
    }
}
