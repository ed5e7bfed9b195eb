package dev.latchkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The settings that the page for operators names are those that there are, and reach a container too.
class OperatorsPageTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `((?:LATCHKEY|QUARKUS)_[A-Z_]+)` \\|");
    private static final Pattern PASSED_ON = Pattern.compile("(?m)^      ((?:LATCHKEY|QUARKUS)_[A-Z_]+):");

    /// What the image decides: where it listens.
    private static final Set<String> OF_THE_IMAGE = Set.of("LATCHKEY_HTTP_PORT", "QUARKUS_HTTP_HOST");

    @Test
    void everySettingReachesTheContainerThatComposeRuns() throws IOException {
        Set<String> told = found(ROW, Path.of("docs", "operators.md"));
        Set<String> passedOn = found(PASSED_ON, Path.of("docker", "compose.yml"));
        told.removeAll(OF_THE_IMAGE);
        assertTrue(told.size() > 40);
        assertEquals(told, passedOn);
    }

    @Test
    void everySettingWithARangeIsOnThePage() throws IOException {
        Set<String> told = found(ROW, Path.of("docs", "operators.md"));
        List<String> missing =
                SettingRanges.names().filter(name -> !told.contains(name)).toList();
        assertEquals(List.of(), missing);
    }

    private static Set<String> found(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file))
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toSet());
    }
}
