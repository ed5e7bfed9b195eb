package dev.latchkey.page;

import static dev.latchkey.page.Language.CHINESE;
import static dev.latchkey.page.Language.ENGLISH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguagesTest {
    @ParameterizedTest
    @ValueSource(strings = {"zh", "zh-CN", "zh-Hans", "zh-Hans-CN", "zh-SG", "ZH-cn", "zh-TW", "cmn-Hans-CN"})
    void answersChineseInChinese(String tag) {
        assertEquals(CHINESE, Languages.choose(Optional.of(tag), "en", "en"));
        assertEquals(CHINESE, Languages.choose(Optional.empty(), tag, "en"));
        assertEquals(CHINESE, Languages.choose(Optional.empty(), null, tag));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en-GB,en;q=0.9,zh-CN;q=0.8 | en",
                "zh-CN,zh;q=0.9,en;q=0.8    | zh-CN",
                "en;q=0.5, zh;q=0.7         | zh-CN",
                "en;q=0.7, zh;q=0.7         | en",
                "fr-FR, de;q=0.9, zh;q=0.1  | zh-CN",
                "zh;q=0, en;q=0.1           | en",
                "zh ; Q = 1.000             | zh-CN",
                "zhx-CN, english            | en",
            })
    void weighsWhatTheBrowserAccepts(String header, String expected) {
        assertEquals(expected, Languages.choose(Optional.empty(), header, "en").tag());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "*", "fr", ",,,", ";q=1", "zh;q=2", "zh;q=", "-zh", "zh-", "中文", "z h"})
    void fallsBackWhenNothingFits(String header) {
        assertEquals(CHINESE, Languages.choose(Optional.empty(), header, "zh-CN"));
        assertEquals(ENGLISH, Languages.choose(Optional.empty(), header, "en"));
        assertEquals(ENGLISH, Languages.choose(Optional.empty(), header, "fr"));
        assertEquals(ENGLISH, Languages.choose(Optional.empty(), header, null));
    }

    @Test
    void letsTheApplicationChooseFirst() {
        assertEquals(CHINESE, Languages.choose(Optional.of("fr zh-Hans en"), "en", "en"));
        assertEquals(ENGLISH, Languages.choose(Optional.of("fr ja"), "en", "zh-CN"));
    }

    @Test
    void doesNotReadBeyondWhatAPersonWouldSend() {
        String late = "fr,".repeat(30) + "zh";
        assertEquals(ENGLISH, Languages.choose(Optional.empty(), late, "en"));
        String hostile = "zh-" + "a1".repeat(100_000) + ";q=0.".repeat(100_000);
        assertTimeout(Duration.ofMillis(200), () -> Languages.choose(Optional.of(hostile), hostile, "en"));
    }

    @Test
    void picksTheNearestOfSeveralTexts() {
        assertEquals("支付宝", CHINESE.pick(Map.of("en", "Alipay", "zh-CN", "支付宝", "zh", "支付寶")));
        assertEquals("支付宝", CHINESE.pick(Map.of("en", "Alipay", "zh", "支付宝")));
        assertEquals("Alipay", CHINESE.pick(Map.of("en", "Alipay")));
        assertEquals("Alipay", ENGLISH.pick(Map.of("en", "Alipay", "zh", "支付宝")));
        assertEquals("支付宝", ENGLISH.pick(Map.of("zh", "支付宝")));
    }
}
