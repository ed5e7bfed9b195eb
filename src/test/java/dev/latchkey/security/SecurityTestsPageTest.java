package dev.latchkey.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `docs/security-tests.md` has every row and names tests that there are.
class SecurityTestsPageTest {
    private static final Path PAGE = Path.of("docs/security-tests.md");
    private static final Path TESTS = Path.of("src/test/java");
    private static final Pattern NAME = Pattern.compile("`(\\w+(?:Test|IT))\\.(\\w+)`");
    private static final Pattern PARENT = Pattern.compile("class \\w+ extends (\\w+)");

    @Test
    void everyRowNamesATest() {
        List<String> rows = read(PAGE).lines().toList();
        IntStream.rangeClosed(1, 25).forEach(number -> {
            String row = rows.stream()
                    .filter(line -> line.startsWith("| " + number + " |"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("row " + number + " is missing"));
            assertTrue(NAME.matcher(row).find(), () -> "row " + number + " names no test");
        });
    }

    @Test
    void everyNamedTestExists() {
        Matcher name = NAME.matcher(read(PAGE));
        int count = 0;
        while (name.find()) {
            String type = name.group(1);
            String method = name.group(2);
            assertTrue(hasMethod(type, method), () -> type + "." + method + " does not exist");
            count++;
        }
        assertTrue(count > 80, "only " + count + " tests are named");
    }

    private static boolean hasMethod(String type, String method) {
        Optional<String> source = source(type);
        return source.filter(text -> text.contains("void " + method + "(")).isPresent()
                || source.flatMap(SecurityTestsPageTest::parent)
                        .filter(parent -> hasMethod(parent, method))
                        .isPresent();
    }

    private static Optional<String> parent(String source) {
        Matcher matcher = PARENT.matcher(source);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static Optional<String> source(String type) {
        try (Stream<Path> files = Files.walk(TESTS)) {
            List<Path> found =
                    files.filter(file -> file.endsWith(type + ".java")).toList();
            assertEquals(found.size() <= 1, true, () -> type + " is there twice");
            return found.stream().findFirst().map(SecurityTestsPageTest::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
