package dev.latchkey.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Addresses that others wrote and the pages link to or show.
class AddressesTest {
    @ParameterizedTest
    @ValueSource(strings = {"/sign-in?id=1", "https://app.example/x", "http://localhost:3000/", "com.example.app:/x"})
    void leadsToTheWebAndToApps(String address) {
        assertEquals(address, new Action(Way.CONTINUE, address).href());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JavaScript:alert(1)",
                "java\tscript:alert(1)",
                " javascript:alert(1)",
                "data:text/html,x",
                "//evil.example/",
                "/\\evil.example",
                "x",
                "",
                "file:///etc/passwd"
            })
    void leadsToTheFrontPageRatherThanNowhere(String address) {
        assertEquals("/", new Action(Way.CONTINUE, address).href());
    }

    @ParameterizedTest
    @ValueSource(strings = {"com.example.app:/terms", "javascript:alert(1)", "terms"})
    void dropsTermsThatAreNoWebPage(String address) {
        Brand brand = new Brand(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(address), Optional.of(address));
        assertEquals(Brand.NONE, brand);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://cdn.example/logo.png", "/logo.svg", "data:image/png;base64,AAAA"})
    void showsPictures(String address) {
        assertEquals(Optional.of(address), new App("App", Optional.of(address)).logo());
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "data:text/html,x", "logo.png", "ftp://cdn.example/logo.png"})
    void showsTheInitialInsteadOfABrokenPicture(String address) {
        assertEquals(Optional.empty(), new App("App", Optional.of(address)).logo());
    }
}
