package dev.latchkey.clients;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static dev.latchkey.testing.RelyingParty.parameter;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The npm package `openid-client` in a web application's server (`src/clients/npm/web-app.mjs`).
@QuarkusTest
class OpenidClientTest {
    private static final String HOME = "https://bookstore.example.com/";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void signsInRefreshesReadsUserinfoAndSignsOut() throws IOException {
        Path folder = NpmClients.installed();
        try (Scene scene = Scene.set()) {
            RelyingParty bookstore = scene.admin()
                    .application(
                            "Traditional",
                            Map.of("redirectUris", List.of(HOME + "callback"), "postLogoutRedirectUris", List.of(HOME)),
                            Map.of());
            Process app = start(folder, bookstore);
            try (BufferedReader said = app.inputReader();
                    Writer tell = app.outputWriter()) {
                converse(folder, said, tell);
            } finally {
                app.destroyForcibly();
            }
        }
    }

    private static void converse(Path folder, BufferedReader said, Writer tell) throws IOException {
        Browser browser = new Browser();
        String authorize = next(folder, said).path("authorize").asText();
        String callback = signIn(browser, authorize);
        tell.write(callback + "\n");
        tell.flush();

        JsonNode person = next(folder, said);
        assertEquals(person.path("sub"), person.path("userinfo").path("sub"));
        assertEquals("林小雨🌧", person.path("userinfo").path("name").asText());

        JsonNode introspection = next(folder, said).path("introspection");
        assertFalse(introspection.path("active").booleanValue(), introspection.toString());

        String home = browser.get(person.path("signOut").asText()).location();
        assertEquals(HOME, home.substring(0, home.indexOf('?')));
        assertEquals("bye", parameter(home, "state"));
    }

    private static String signIn(Browser browser, String authorize) {
        Browser.Answer toAlipay = browser.get(authorize + "&direct_sign_in=social:alipay");
        Browser.Answer back = browser.get(toAlipay.location() + "&person=lin");
        return browser.follow(back.location(), endpoint()).location();
    }

    private static Process start(Path folder, RelyingParty bookstore) throws IOException {
        return new ProcessBuilder(
                        NpmClients.node().toString(),
                        "web-app.mjs",
                        endpoint() + "/oidc",
                        bookstore.id(),
                        bookstore.secret(),
                        bookstore.redirectUri(),
                        HOME)
                .directory(folder.toFile())
                .redirectError(folder.resolve("web-app.log").toFile())
                .start();
    }

    private static JsonNode next(Path folder, BufferedReader said) throws IOException {
        String line = said.readLine();
        if (line == null) {
            throw new AssertionError("the app ended: " + Files.readString(folder.resolve("web-app.log")));
        }
        return JSON.readTree(line);
    }
}
