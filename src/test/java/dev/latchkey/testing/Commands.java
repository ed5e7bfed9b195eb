package dev.latchkey.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Commands of a page of the documentation, word for word.
public record Commands(String text) {
    private static final Path LOGS = Path.of("target", "documentation").toAbsolutePath();
    private static final Pattern HEADING = Pattern.compile("(?m)^##+ ");
    private static final Pattern SHELL = Pattern.compile("(?ms)^```sh\\n(.*?)^```");

    /// The shell blocks between this heading and the next one.
    public static List<Commands> below(Path page, String heading) {
        try {
            return blocks(section(Files.readString(page), heading));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String section(String page, String heading) {
        int begin = page.indexOf(heading + "\n");
        assertFalse(begin < 0, () -> "there is no " + heading);
        String below = page.substring(begin + heading.length());
        Matcher next = HEADING.matcher(below);
        return next.find() ? below.substring(0, next.start()) : below;
    }

    private static List<Commands> blocks(String section) {
        List<Commands> found = new ArrayList<>();
        Matcher block = SHELL.matcher(section);
        while (block.find()) {
            found.add(new Commands(block.group(1)));
        }
        return found;
    }

    /// Runs them in a shell that stops at the first one that fails; none may fail.
    ///
    /// @return what they say
    public String run(Map<String, String> environment) {
        try {
            Files.createDirectories(LOGS);
            Path script = Files.writeString(Files.createTempFile(LOGS, "commands-", ".sh"), text);
            ProcessTree shell = ProcessTree.run(
                    Path.of(script + ".log"), environment, "bash", "-euo", "pipefail", script.toString());
            assertEquals(0, shell.exitCode(), shell::output);
            return shell.output();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
