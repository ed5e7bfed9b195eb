package dev.latchkey.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// A shell command with everything that it starts in turn, run in this folder.
public final class ProcessTree {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int POLL_MILLIS = 200;

    private final Process process;
    private final Path output;

    private ProcessTree(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /// @param output the file that takes what the command says, errors included
    public static ProcessTree run(Path output, Map<String, String> environment, String... command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("LATCHKEY_")
                        || name.startsWith("MAVEN_CMD")
                        || name.startsWith("MAVEN_PROJECT"));
        builder.environment().putAll(environment);
        try {
            Files.createDirectories(output.getParent());
            return new ProcessTree(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void awaitOutput(String text) {
        await("has not said \"" + text + "\"", () -> {
            if (!process.isAlive()) {
                throw new AssertionError("it ended: " + output());
            }
            return output().contains(text);
        });
    }

    public int exitCode() {
        await("does not end", () -> !process.isAlive());
        return process.exitValue();
    }

    /// Asks everyone to end, as Ctrl-C does, and waits until they have.
    public void end() {
        List<ProcessHandle> all = all();
        all.forEach(ProcessHandle::destroy);
        await("does not end", () -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    /// Ends everyone at once, without a word.
    public void kill() {
        List<ProcessHandle> all = all();
        all.forEach(ProcessHandle::destroyForcibly);
        await("does not end", () -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    private List<ProcessHandle> all() {
        return Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
    }

    private void await(String complaint, BooleanSupplier condition) {
        await(PATIENCE, () -> "the command " + complaint + ": " + output(), condition);
    }

    /// Looks again and again until the condition holds.
    public static void await(
            Duration patience, java.util.function.Supplier<String> complaint, BooleanSupplier condition) {
        Instant end = Instant.now().plus(patience);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError(complaint.get());
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
