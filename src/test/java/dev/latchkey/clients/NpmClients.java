package dev.latchkey.clients;

import com.microsoft.playwright.impl.driver.Driver;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The clients in `src/clients/npm`, with the packages that their lock file names.
final class NpmClients {
    private static final Path SOURCES = Path.of("src", "clients", "npm");
    private static final Path FOLDER = Path.of("target", "clients", "npm");
    private static final long PATIENCE_MINUTES = 5;

    private NpmClients() {}

    /// A folder with the sources and, in `node_modules`, what they need.
    static synchronized Path installed() {
        try {
            Files.createDirectories(FOLDER);
            try (var sources = Files.newDirectoryStream(SOURCES, "*.{json,mjs,html}")) {
                for (Path source : sources) {
                    Files.write(FOLDER.resolve(source.getFileName()), Files.readAllBytes(source));
                }
            }
            install();
            return FOLDER;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The Node.js that comes with Playwright: the same one on every machine.
    static Path node() {
        Path driver = Driver.ensureDriverInstalled(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"), false)
                .driverDir();
        return driver.resolve(isWindows() ? "node.exe" : "node");
    }

    private static void install() throws IOException {
        Path log = FOLDER.resolve("npm.log");
        Process npm = start(log);
        try {
            if (!npm.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES) || npm.exitValue() != 0) {
                npm.destroyForcibly();
                throw new IllegalStateException("npm ci failed: " + Files.readString(log));
            }
        } catch (InterruptedException _) {
            throw new InterruptedIOException();
        }
    }

    private static Process start(Path log) {
        try {
            return new ProcessBuilder(isWindows() ? "npm.cmd" : "npm", "ci", "--no-audit", "--no-fund")
                    .directory(FOLDER.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException("the tests need npm, which comes with Node.js", e);
        }
    }

    private static boolean isWindows() {
        return System.getProperty("os.name").startsWith("Windows");
    }
}
