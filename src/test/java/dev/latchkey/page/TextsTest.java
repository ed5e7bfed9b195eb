package dev.latchkey.page;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.testing.TestEnvironment;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Both languages say everything, and say it whole.
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
class TextsTest {
    @Test
    void leavesNothingUntranslated() {
        for (Method text : Texts.class.getMethods()) {
            assertDoesNotThrow(() -> ChineseTexts.class.getDeclaredMethod(text.getName(), text.getParameterTypes()));
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void hasWordsForEveryCase(Language language) {
        List<String> all = everyCase(texts(language));
        assertEquals(all.size(), new HashSet<>(all).size(), "a text appears twice");
        for (String text : all) {
            assertFalse(text.isBlank());
            assertEquals(text.strip(), text);
            assertFalse(text.contains("\n") || text.contains("{"), text);
            boolean chinese = text.codePoints().anyMatch(Character::isIdeographic);
            assertEquals(language == Language.CHINESE, chinese, text);
        }
    }

    @ParameterizedTest
    @CsvSource({"支付宝,使用支付宝继续", "GitHub,使用 GitHub 继续", "微信 (WeChat),使用微信 (WeChat)继续", "7喜,使用 7喜继续"})
    void setsNamesIntoChineseSentences(String name, String expected) {
        assertEquals(expected, texts(Language.CHINESE).continueWith(name));
    }

    @Test
    void namesTheProvider() {
        String title = texts(Language.ENGLISH).title(Trouble.PROVIDER_UNAVAILABLE, "Alipay");
        assertTrue(title.startsWith("Alipay "), title);
    }

    private static List<String> everyCase(Texts texts) {
        List<String> all = new ArrayList<>();
        for (Trouble trouble : Trouble.values()) {
            all.add(texts.title(trouble, texts.otherService()));
            all.add(texts.explanation(trouble));
        }
        for (FieldTrouble trouble : FieldTrouble.values()) {
            all.add(texts.field(trouble, 8));
        }
        for (Permission permission : Permission.values()) {
            all.add(texts.permission(permission, 30));
        }
        for (Way way : Way.values()) {
            all.add(texts.way(way, texts.theApp()));
        }
        return all;
    }

    private static Texts texts(Language language) {
        return MessageBundles.get(Texts.class, Localized.Literal.of(language.tag()));
    }
}
