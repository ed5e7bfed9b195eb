package dev.latchkey.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ThemeTest {
    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {"red", "#12345", "#1234567", "6139f6", "#6139f6;}", "#6139f6\n", "url(x)", "</style>", "#６１３９ff"
            })
    void replacesWhatIsNoColour(String text) {
        assertEquals(
                Theme.of(Theme.DEFAULT_COLOUR, true, null).css(),
                Theme.of(text, true, text).css());
    }

    @Test
    void readsShortAndUpperCaseColours() {
        assertEquals(
                Theme.of("#aabbcc", false, null).css(),
                Theme.of("#ABC", false, null).css());
    }

    @Test
    void usesTheOperatorsColourAsItIs() {
        String css = Theme.of("#6139f6", true, "#8768f8").css();
        assertTrue(css.contains("--brand:#6139f6;") && css.contains("--brand:#8768f8;"), css);
    }

    @Test
    void hasNoDarkRulesWhenDarkIsOff() {
        assertFalse(Theme.of("#6139f6", false, "#8768f8").css().contains("dark"));
    }

    @Test
    void consistsOfCharactersThatNoTemplateEscapes() {
        assertTrue(Theme.plain().css().matches("[-#:;{}()@ a-z0-9]+"));
    }

    /// Walks through the colours and checks what a person has to read or find (WCAG 2.2 §1.4.3, §1.4.11).
    @Test
    void keepsTextAndShapesVisibleInAnyColour() {
        for (int value = 0; value <= 0xFFFFFF; value += 0x0B0D) {
            Colour brand = new Colour(value >> 16, value >> 8 & 0xFF, value & 0xFF);
            assertTrue(brand.contrast(brand.text()) >= 4.5, brand::toString);
            for (Colour surface : new Colour[] {Theme.LIGHT_SURFACE, Theme.DARK_SURFACE}) {
                assertTrue(brand.legibleOn(surface, 4.5).contrast(surface) >= 4.5, brand::toString);
                assertTrue(brand.legibleOn(surface, 3).contrast(surface) >= 3, brand::toString);
            }
        }
    }

    @Test
    void knowsTheExtremesOfContrast() {
        assertEquals(21, Colour.WHITE.contrast(new Colour(0, 0, 0)), 0.001);
        assertEquals(1, Colour.WHITE.contrast(Colour.WHITE), 0.001);
    }
}
