package dev.latchkey.connector.alipay;

import java.util.stream.IntStream;

/// Text from outside in a form that a database takes: PostgreSQL refuses NUL and halves of a
/// character, which names cut off in the middle of an emoji have.
final class StorableText {
    private static final int MAX_NAME = 128;

    private StorableText() {}

    static String of(String text) {
        return join(text.codePoints().filter(c -> c != 0 && !isHalf(c)));
    }

    /// A name in one line, without invisible control characters, and as long as the column.
    static String ofName(String text) {
        String clean = join(text.codePoints().filter(c -> !Character.isISOControl(c) && !isHalf(c)))
                .strip();
        return join(clean.codePoints().limit(MAX_NAME));
    }

    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static String join(IntStream codePoints) {
        return codePoints
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
