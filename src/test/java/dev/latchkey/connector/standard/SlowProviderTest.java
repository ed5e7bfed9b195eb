package dev.latchkey.connector.standard;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.testing.Admin;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.OidcProvider;
import dev.latchkey.testing.RelyingParty;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A provider that does not answer keeps those waiting who came from it, and nobody else: more people than there are
/// connections to the database wait here.
@QuarkusTest
class SlowProviderTest {
    private static final String CONNECTOR = "slow-oidc";
    private static final int PEOPLE = 40;

    private final Admin admin = new Admin();
    private final CountDownLatch arrived = new CountDownLatch(PEOPLE);
    private final CountDownLatch release = new CountDownLatch(1);
    private OidcProvider provider;

    @BeforeEach
    void connect() {
        provider = OidcProvider.start();
        admin.request()
                .body(Map.of(
                        "id",
                        CONNECTOR,
                        "connectorId",
                        "oidc",
                        "metadata",
                        Map.of("target", "slow", "name", "Slow"),
                        "config",
                        Map.of(
                                "issuer", provider.issuer(),
                                "clientId", OidcProvider.CLIENT,
                                "clientSecret", OidcProvider.SECRET)))
                .post("/api/connectors")
                .then()
                .statusCode(200);
        admin.socialOnly();
        admin.experience(Map.of("socialSignInConnectorTargets", List.of("slow")));
    }

    @AfterEach
    void disconnect() {
        release.countDown();
        admin.request().delete("/api/connectors/" + CONNECTOR).then().statusCode(204);
        provider.close();
        admin.socialOnly();
    }

    @Test
    void keepsNobodyElseWaiting() throws Exception {
        RelyingParty app = admin.webApp();
        List<String> callbacks = new ArrayList<>();
        List<Browser> browsers = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            Browser browser = new Browser();
            browsers.add(browser);
            callbacks.add(leave(browser, app));
        }
        provider.tokens(_ -> waitForRelease());

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> waiting = new ArrayList<>();
            for (int i = 0; i < PEOPLE; i++) {
                Browser browser = browsers.get(i);
                String callback = callbacks.get(i);
                waiting.add(threads.submit(() -> browser.get(callback).status()));
            }
            arrived.await();

            long began = System.nanoTime();
            Browser.Answer page = new Browser().follow(app.journey().url(), endpoint());
            assertEquals(200, page.status());
            assertTrue(System.nanoTime() - began < Duration.ofSeconds(4).toNanos(), "the page did not wait");

            release.countDown();
            for (Future<Integer> person : waiting) {
                int status = person.get();
                assertTrue(status == 303 || status == 503, "signed in, or told that the provider is slow: " + status);
            }
        }
    }

    private void waitForRelease() {
        arrived.countDown();
        try {
            release.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private String leave(Browser browser, RelyingParty app) {
        URI away = URI.create(
                browser.get(app.journey().with("direct_sign_in", "social:slow").url())
                        .location());
        Query query = new Query().with(provider.visit(away));
        query.with("state", OidcProvider.parameters(away.getRawQuery()).get("state"));
        return endpoint() + "/callback/" + CONNECTOR + "?" + query;
    }
}
