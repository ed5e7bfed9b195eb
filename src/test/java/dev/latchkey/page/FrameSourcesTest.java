package dev.latchkey.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a page may load in frames, and nothing beside it.
class FrameSourcesTest {
    @ParameterizedTest
    @CsvSource({
        "https://app.example/out?iss=a&sid=b, https://app.example/out",
        "https://app.example:8443/a/b, https://app.example:8443/a/b",
        "http://localhost:3000?x=1, http://localhost:3000",
        "http://127.0.0.1/out, http://127.0.0.1/out",
        "'https://app.example/a;b', https://app.example",
        "'https://app.example/a,b', https://app.example",
        "'https://app.example/a''b', https://app.example",
        "https://[::1]/out, https:",
    })
    void namesTheAddressUpToTheQuery(String frame, String source) {
        assertEquals("frame-src " + source + "; ", FrameSources.directive(List.of(frame)));
    }

    @Test
    void namesEachOnce() {
        assertEquals(
                "frame-src https://a.example/x https://b.example/x; ",
                FrameSources.directive(
                        List.of("https://a.example/x?sid=1", "https://b.example/x", "https://a.example/x?sid=2")));
    }

    @Test
    void allowsNoneWhereThereIsNone() {
        assertEquals("", FrameSources.directive(List.of()));
    }
}
