package dev.latchkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Commands;
import dev.latchkey.testing.ProcessTree;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// What the README promises to a newcomer, done word for word: its first command, its sign-in with
/// curl, an end, and further starts on the same data.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the README's sign-in is a shell script")
class ReadmeIT {
    private static final Path FOLDER = Path.of("target", "readme").toAbsolutePath();
    private static final Path DATA = FOLDER.resolve("data");
    private static final String ENDPOINT = "http://localhost:3001";
    private static final String ADMIN = "developmentadmin:developmentAdminSecret0123456789";
    private static final List<Integer> PORTS = List.of(3001, 3002, 3003);
    private static final Duration POSTGRES_ENDS_WITHIN = Duration.ofSeconds(30);

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private String start;
    private Commands signIn;
    private ProcessTree service;
    private int starts;

    @BeforeAll
    void readTheReadme() throws IOException {
        PORTS.forEach(ReadmeIT::requireFree);
        deleteRecursively(FOLDER);
        Path readme = Path.of("README.md");
        start = Commands.below(readme, "## Two commands").getFirst().text();
        signIn = Commands.below(readme, "## A sign-in with curl").getFirst();
        assertEquals("./mvnw -Pdev", start.strip());
    }

    @AfterAll
    void leaveNothingBehind() throws IOException {
        if (service != null) {
            service.kill();
        }
        if (Files.exists(postmasterFile())) {
            postgres().destroy();
        }
    }

    @Test
    @Order(1)
    void aNewcomerStartsItAndSignsInWithCurl() {
        launch();

        String said = signIn.run(Map.of());

        assertTrue(said.contains("\"callbackUri\": \"" + ENDPOINT + "/callback/alipay\""), said);
        assertTrue(said.matches("(?s).*\"sub\": \"[0-9a-z]{12}\".*"), said);
        assertTrue(said.contains("\"name\": \"林小雨🌧\""), said);
        assertTrue(said.contains("\"scope\": \"openid profile offline_access\""), said);
        assertTrue(said.endsWith("http://localhost:3000/\n"), said);
    }

    @Test
    @Order(2)
    void theDemoApplicationIsThereToTry() throws Exception {
        String page = get("http://localhost:3003/", "");
        assertTrue(page.contains("Sign in"), page);
        assertTrue(get(ENDPOINT + "/q/swagger-ui/", "").contains("<html"));
    }

    @Test
    @Order(2)
    void whoeverGoesBackFromTheSignInPageIsWelcomeInTheDemoApplication() {
        Browser browser = new Browser();
        String page = browser.follow("http://localhost:3003/sign-in", ENDPOINT).body();
        Matcher cancel = Pattern.compile("href=\"(/oidc/auth/[^\"]+/cancel)\"").matcher(page);
        assertTrue(cancel.find(), page);
        String back = browser.get(ENDPOINT + cancel.group(1)).location();
        assertTrue(browser.get(back).body().contains("You came back without signing in."), back);
    }

    @Test
    @Order(3)
    void whenItEndsItsDatabaseEndsToo() throws IOException {
        ProcessHandle postgres = postgres();
        assertTrue(postgres.isAlive());

        service.end();

        awaitEnd(postgres);
    }

    @Test
    @Order(4)
    void startedAgainItHasEverythingItHad() throws Exception {
        launch();
        assertHasEverything();
    }

    @Test
    @Order(5)
    void killedItLeavesItsDatabaseToTheNextStart() throws Exception {
        ProcessHandle postgres = postgres();
        service.kill();
        assertTrue(postgres.isAlive());

        launch();

        assertEquals(postgres, postgres());
        assertHasEverything();
    }

    @Test
    @Order(6)
    void theDatabaseThatWasFoundRunningEndsToo() throws IOException {
        ProcessHandle postgres = postgres();

        service.end();

        awaitEnd(postgres);
    }

    @Test
    @Order(7)
    void theProductIsUntouched() {
        assertFalse(Files.exists(Path.of("target", "classes", "dev", "latchkey", "development")));
    }

    private void launch() {
        service = ProcessTree.run(
                FOLDER.resolve("start-" + ++starts + ".log"),
                Map.of("LATCHKEY_DATA_DIRECTORY", DATA.toString()),
                "bash",
                "-c",
                start);
        service.awaitOutput("Latchkey is ready for development.");
    }

    private void assertHasEverything() throws Exception {
        String token = json.readTree(post(
                        ENDPOINT + "/oidc/token",
                        "grant_type=client_credentials&resource=urn:latchkey:management&scope=all"))
                .path("access_token")
                .asText();
        JsonNode applications = json.readTree(get(ENDPOINT + "/api/applications", "Bearer " + token));
        assertTrue(applications.findValuesAsText("name").contains("Bookstore"), applications::toString);
        JsonNode users = json.readTree(get(ENDPOINT + "/api/users", "Bearer " + token));
        assertTrue(users.findValuesAsText("name").contains("林小雨🌧"), users::toString);
        JsonNode connector = json.readTree(get(ENDPOINT + "/api/connectors/alipay", "Bearer " + token));
        assertEquals("alipay-web", connector.path("connectorId").asText());
    }

    private String get(String uri, String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return send(request);
    }

    private String post(String uri, String form) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(uri))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(ADMIN.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private String send(HttpRequest.Builder request) throws Exception {
        var answer = http.send(request.build(), BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), answer::body);
        return answer.body();
    }

    private static Path postmasterFile() {
        return DATA.resolve("postgresql").resolve("postmaster.pid");
    }

    private static ProcessHandle postgres() throws IOException {
        long pid =
                Long.parseLong(Files.readAllLines(postmasterFile()).getFirst().strip());
        return ProcessHandle.of(pid).orElseThrow(() -> new AssertionError("PostgreSQL does not run"));
    }

    private static void awaitEnd(ProcessHandle postgres) {
        ProcessTree.await(POSTGRES_ENDS_WITHIN, () -> "PostgreSQL still runs", () -> !postgres.isAlive());
    }

    private static void requireFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertEquals(port, socket.getLocalPort());
        } catch (IOException _) {
            throw new AssertionError("The README's commands use port " + port
                    + ", and somebody listens there already: end a Latchkey that runs for development.");
        }
    }

    private static void deleteRecursively(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
