package dev.latchkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Does what the README tells a newcomer to do, word for word.
class ReadmeIT {
    private static final Path README = Path.of("README.md");
    private static final Path DATA = Path.of("target", "readme-data").toAbsolutePath();
    private static final Path LOG = Path.of("target", "readme.log");
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String READY = "Latchkey is ready for development.";

    private Process service;

    @BeforeEach
    void aMachineWhereNothingRunsYet() throws IOException {
        for (int port : new int[] {3001, 3002, 3003}) {
            assertFalse(isTaken(port), "port " + port + " is in use: end what listens there and test again");
        }
        deleteData();
    }

    @AfterEach
    void endWhatWasStarted() throws IOException {
        stop();
        deleteData();
    }

    @Test
    void theFirstCommandStartsAServiceInWhichTheWalkThroughRunsAndWhoseDataSurvives() throws Exception {
        start();

        String output = run(block("## A sign-in with curl"));

        for (String expected : List.of(
                "\"callbackUri\": \"http://localhost:3001/callback/alipay\"",
                "\"sub\": \"",
                "\"name\": \"林小雨🌧\"",
                "\"scope\": \"openid profile offline_access\"",
                "\"expires_in\": 3600",
                "http://localhost:3000/")) {
            assertTrue(output.contains(expected), () -> expected + " is not in " + output);
        }

        stop();
        start();
        assertTrue(run(block("## A sign-in with curl").lines().limit(7).toList().stream()
                                .reduce("", (text, line) -> text + line + "\n")
                        + "curl -fsS -H \"Authorization: Bearer $TOKEN\" $ENDPOINT/api/applications")
                .contains("Bookstore"));
        assertEquals(200, status("http://localhost:3003/"));
    }

    private void start() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        "bash", "-c", block("## Two commands").strip())
                .redirectErrorStream(true)
                .redirectOutput(LOG.toFile());
        builder.environment().put("LATCHKEY_DATA_DIRECTORY", DATA.toString());
        service = builder.start();
        Instant end = Instant.now().plus(PATIENCE);
        while (!Files.readString(LOG).contains(READY)) {
            assertTrue(service.isAlive() && Instant.now().isBefore(end), () -> "it does not start: " + log());
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    /// As Ctrl-C does: everything that the command started is asked to end.
    private void stop() {
        if (service == null) {
            return;
        }
        List<ProcessHandle> all = Stream.concat(service.descendants(), Stream.of(service.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        all.forEach(process -> process.onExit().orTimeout(60, TimeUnit.SECONDS).join());
        service = null;
    }

    /// The first shell block below a heading.
    private static String block(String heading) throws IOException {
        String text = Files.readString(README);
        int start = text.indexOf("```sh\n", text.indexOf(heading)) + "```sh\n".length();
        return text.substring(start, text.indexOf("```", start));
    }

    private static String run(String commands) throws IOException, InterruptedException {
        Path output = Files.createTempFile("readme", ".out");
        Process shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", commands)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertTrue(shell.waitFor(2, TimeUnit.MINUTES), "the walk-through does not end");
        String text = Files.readString(output);
        assertEquals(0, shell.exitValue(), text);
        return text;
    }

    private static int status(String uri) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(uri)).build();
            return client.send(request, BodyHandlers.discarding()).statusCode();
        }
    }

    private static boolean isTaken(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("localhost", port), 1000);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static String log() {
        try {
            return Files.readString(LOG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteData() throws IOException {
        if (Files.exists(DATA)) {
            try (Stream<Path> files = Files.walk(DATA)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }
}
