package dev.latchkey.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The service as it is delivered, in a process of its own: the packaged jar or, where only that was
/// built, the native executable.
public final class PackagedService implements AutoCloseable {
    public static final Path FOLDER = Path.of("target", "quarkus-app");

    private static final Path OUTPUTS = Path.of("target", "packaged-service");
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int POLL_MILLIS = 100;

    private final Process process;
    private final Path output;
    private final Path errors;

    private PackagedService(Process process, Path output, Path errors) {
        this.process = process;
        this.output = output;
        this.errors = errors;
    }

    /// Starts it with these settings, and none of this process's own.
    public static PackagedService launch(Map<String, String> settings) {
        try {
            Files.createDirectories(OUTPUTS);
            Path output = Files.createTempFile(OUTPUTS, "service", ".out");
            Path errors = Files.createTempFile(OUTPUTS, "service", ".err");
            ProcessBuilder builder = new ProcessBuilder(command())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile());
            builder.environment()
                    .keySet()
                    .removeIf(name -> name.startsWith("LATCHKEY_") || name.startsWith("QUARKUS_"));
            builder.environment().remove("JAVA_TOOL_OPTIONS"); // the JVM would say that it saw them
            builder.environment().putAll(settings);
            return new PackagedService(builder.start(), output, errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command() throws IOException {
        Path jar = FOLDER.resolve("quarkus-run.jar");
        if (Files.exists(jar)) {
            return List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar.toString());
        }
        try (var files = Files.newDirectoryStream(Path.of("target"), "*-runner")) {
            return List.of(files.iterator().next().toString());
        }
    }

    /// Waits until it serves requests at this address.
    public PackagedService awaitReady(String endpoint) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(endpoint + "/q/health/ready")).build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            await("ready", () -> client.send(request, BodyHandlers.discarding()).statusCode() == 200);
        }
        return this;
    }

    /// Waits for its end and returns its exit code.
    public int exitCode() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("it does not end: " + everything());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Ends it as a power cut would.
    public void kill() {
        process.destroyForcibly();
        exitCode();
    }

    /// Ends it as an operator would.
    @Override
    public void close() {
        process.destroy();
        exitCode();
    }

    /// What it wrote to the standard output.
    public String output() {
        return read(output);
    }

    /// What it wrote to the standard error output.
    public String errors() {
        return read(errors);
    }

    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    private void await(String what, Condition condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!holds(condition)) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                throw new AssertionError("the service is not " + what + ": " + everything());
            }
        }
    }

    /// Not being reachable yet is no; between two looks it takes a breath.
    private static boolean holds(Condition condition) {
        try {
            return condition.holds() || pause();
        } catch (IOException _) {
            return pause();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(POLL_MILLIS);
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String everything() {
        return output() + errors();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
