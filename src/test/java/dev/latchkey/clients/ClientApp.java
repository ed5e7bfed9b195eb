package dev.latchkey.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.latchkey.testing.ProcessTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;

/// A Maven project of its own in `src/clients`, built as its readers would build it and run in a
/// process of its own, so that its libraries and ours never meet.
final class ClientApp implements AutoCloseable {
    private final ProcessTree process;

    private ClientApp(ProcessTree process) {
        this.process = process;
    }

    /// A port that nobody listens on: an app's address has to be registered before it starts.
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param name the folder below `src/clients`
    /// @param started what the app says when it has started
    static ClientApp start(String name, Map<String, String> settings, String started) {
        Path folder = Path.of("target", "clients", name).toAbsolutePath();
        build(name, folder);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessTree process = ProcessTree.run(
                folder.resolve("app.log"),
                settings,
                java,
                "-Xmx256m",
                "-jar",
                folder.resolve("app.jar").toString());
        process.awaitOutput(started);
        return new ClientApp(process);
    }

    @Override
    public void close() {
        process.end();
    }

    private static void build(String name, Path folder) {
        ProcessTree build = ProcessTree.run(
                folder.resolve("build.log"),
                Map.of("JAVA_HOME", System.getProperty("java.home")),
                Path.of("mvnw").toAbsolutePath().toString(),
                "-B",
                "-q",
                "-f",
                Path.of("src", "clients", name, "pom.xml").toString(),
                "-Dclient.target=" + folder,
                "package");
        assertEquals(0, build.exitCode(), build::output);
    }
}
