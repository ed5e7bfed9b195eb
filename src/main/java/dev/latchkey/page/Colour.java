package dev.latchkey.page;

import java.util.Optional;
import java.util.regex.Pattern;

/// A colour, and what it takes to be read (WCAG 2.2 §1.4.3 and §1.4.11).
record Colour(int red, int green, int blue) {
    static final Colour WHITE = new Colour(255, 255, 255);

    /// So dark that whatever white cannot be read on, this can.
    static final Colour INK = new Colour(4, 5, 7);

    private static final Pattern HEX = Pattern.compile("#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})");
    private static final double STEP = 0.04;

    /// Reads `#rgb` or `#rrggbb` and nothing else: the result goes into a style sheet.
    static Optional<Colour> parse(String text) {
        if (text == null || !HEX.matcher(text).matches()) {
            return Optional.empty();
        }
        String digits = text.length() == 4 ? text.substring(1).replaceAll("(.)", "$1$1") : text.substring(1);
        int value = Integer.parseInt(digits, 16);
        return Optional.of(new Colour(value >> 16, value >> 8 & 0xFF, value & 0xFF));
    }

    /// From 1 (the same) to 21 (black on white).
    double contrast(Colour other) {
        double one = luminance();
        double two = other.luminance();
        return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    }

    /// White if it can be read on this colour, else whichever of white and ink is clearer.
    Colour text() {
        boolean white = contrast(WHITE) >= 4.5 || contrast(WHITE) >= contrast(INK);
        return white ? WHITE : INK;
    }

    /// This colour, darkened or lightened just as far as the contrast to the surface demands.
    Colour legibleOn(Colour surface, double ratio) {
        Colour towards = surface.text();
        Colour result = this;
        for (double share = STEP; result.contrast(surface) < ratio && share <= 1; share += STEP) {
            result = mix(towards, share);
        }
        return result;
    }

    Colour mix(Colour other, double share) {
        return new Colour(mix(red, other.red, share), mix(green, other.green, share), mix(blue, other.blue, share));
    }

    @Override
    public String toString() {
        return String.format("#%02x%02x%02x", red, green, blue);
    }

    private static int mix(int one, int other, double share) {
        return (int) Math.round(one + (other - one) * share);
    }

    private double luminance() {
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    }

    private static double linear(int channel) {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
