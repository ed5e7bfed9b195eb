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

    /// Starts it, or finds it running, and returns its JDBC URL.
    static String start(Path directory) {
        return running(directory).map(DevelopmentDatabase::url).orElseGet(() -> launch(directory));
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

    private static Optional<Integer> running(Path directory) {
        Path file = directory.resolve("postmaster.pid");
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            if (lines.size() <= PORT_LINE
                    || !isPostgres(Long.parseLong(lines.getFirst().strip()))) {
                return Optional.empty();
            }
            return Optional.of(Integer.parseInt(lines.get(PORT_LINE).strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isPostgres(long pid) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(process -> process.info().command())
                .filter(command -> command.contains("postgres"))
                .isPresent();
    }

    private static String url(int port) {
        return "jdbc:postgresql://localhost:" + port + "/postgres";
    }
}
