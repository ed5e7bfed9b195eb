package dev.latchkey.page;

import dev.latchkey.platform.Hashes;
import java.util.Base64;

/// The operator's colour, made into the custom properties that the style sheet builds on.
///
/// The rules go into the page as one `style` element, allowed by their hash: no other inline style
/// runs, and no request is spent. Immutable, so one instance serves every page until the settings change.
public final class Theme {
    /// The colour of a service whose operator has not chosen one.
    public static final String DEFAULT_COLOUR = "#2f5bd0";

    /// What the card is painted with, as `--surface` in the style sheet.
    static final Colour LIGHT_SURFACE = Colour.WHITE;

    static final Colour DARK_SURFACE = new Colour(0x1a, 0x1d, 0x23);

    private static final double TEXT = 4.5;
    private static final double SHAPE = 3;

    private final String css;
    private final String hash;
    private final boolean dark;

    private Theme(String css, boolean dark) {
        this.css = css;
        this.hash = Base64.getEncoder().encodeToString(Hashes.sha256(css));
        this.dark = dark;
    }

    /// Colours as `#rrggbb`; anything else counts as not given.
    ///
    /// @param dark false keeps the page light, whatever the device prefers
    /// @param darkColour when absent, the colour is lightened until it reads well on dark
    public static Theme of(String colour, boolean dark, String darkColour) {
        Colour brand = Colour.parse(colour)
                .orElseGet(() -> Colour.parse(DEFAULT_COLOUR).orElseThrow());
        String light = properties(brand, LIGHT_SURFACE);
        if (!dark) {
            return new Theme(light, false);
        }
        Colour darkBrand = Colour.parse(darkColour).orElseGet(() -> brand.legibleOn(DARK_SURFACE, TEXT));
        return new Theme(
                light + "@media (prefers-color-scheme:dark){" + properties(darkBrand, DARK_SURFACE) + "}", true);
    }

    public static Theme plain() {
        return of(DEFAULT_COLOUR, true, null);
    }

    /// The rules, made of hex colours and fixed text alone.
    public String css() {
        return css;
    }

    /// What allows the rules in a `Content-Security-Policy` (CSP 3 §8.5).
    String source() {
        return "'sha256-" + hash + "'";
    }

    public boolean isDark() {
        return dark;
    }

    private static String properties(Colour brand, Colour surface) {
        Colour text = brand.text();
        Colour away = text.equals(Colour.WHITE) ? Colour.INK : Colour.WHITE; // pressing must not cost contrast
        return ":root{--brand:" + brand
                + ";--brand-hover:" + brand.mix(away, 0.14)
                + ";--brand-active:" + brand.mix(away, 0.26)
                + ";--on-brand:" + text
                + ";--edge:" + brand.legibleOn(surface, SHAPE)
                + ";--accent:" + brand.legibleOn(surface, TEXT) + "}";
    }
}
