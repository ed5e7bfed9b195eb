package dev.latchkey.development;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A real PostgreSQL in the project's data folder, on a free port; its data outlives it.
///
/// When the service was killed, its PostgreSQL may still run: then that one is used again.
final class DevelopmentDatabase {
    private static final int PORT_LINE = 3; // of postmaster.pid

    private DevelopmentDatabase() {}

    /// One that was left running.
    private record Running(ProcessHandle process, int port) {}

    /// Starts it, or finds it running, and returns its JDBC URL.
    static String start(Path directory) {
        return running(directory).map(DevelopmentDatabase::adopt).orElseGet(() -> launch(directory));
    }

    /// It ends with this JVM, as one does that was started here: as soon as nobody is connected.
    private static String adopt(Running postgres) {
        Runtime.getRuntime().addShutdownHook(new Thread(postgres.process()::destroy));
        return url(postgres.port());
    }

    @SuppressWarnings("resource") // closed by the hook that it registers itself, when the JVM ends
    private static String launch(Path directory) {
        try {
            Files.createDirectories(directory);
            Files.deleteIfExists(directory.resolve("postmaster.pid"));
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setDataDirectory(directory)
                    .setCleanDataDirectory(false)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .start();
            return url(postgres.getPort());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start PostgreSQL in " + directory, e);
        }
    }

    private static Optional<Running> running(Path directory) {
        Path file = directory.resolve("postmaster.pid");
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            if (lines.size() <= PORT_LINE) {
                return Optional.empty();
            }
            int port = Integer.parseInt(lines.get(PORT_LINE).strip());
            return postgres(Long.parseLong(lines.getFirst().strip())).map(process -> new Running(process, port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<ProcessHandle> postgres(long pid) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info().command().orElse("").contains("postgres"));
    }

    private static String url(int port) {
        return "jdbc:postgresql://localhost:" + port + "/postgres";
    }
}
