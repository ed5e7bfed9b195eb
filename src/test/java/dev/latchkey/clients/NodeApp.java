package dev.latchkey.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A web application's server of `src/clients/npm`, in a process of its own. It is spoken to in lines: it is
/// told where the browser came back to, and tells what it learned, as JSON.
final class NodeApp implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path log;
    private final Process process;
    private final BufferedReader said;
    private final Writer tell;

    private NodeApp(Path log, Process process) {
        this.log = log;
        this.process = process;
        this.said = process.inputReader();
        this.tell = process.outputWriter();
    }

    static NodeApp start(String script, String... arguments) throws IOException {
        Path folder = NpmClients.installed();
        Path log = folder.resolve(script + ".log");
        List<String> command = new ArrayList<>(List.of(NpmClients.node().toString(), script));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(log.toFile())
                .start();
        return new NodeApp(log, process);
    }

    /// The next thing that it says.
    JsonNode hear() throws IOException {
        String line = said.readLine();
        if (line == null) {
            throw new AssertionError("the app ended: " + Files.readString(log));
        }
        return JSON.readTree(line);
    }

    void tell(String line) throws IOException {
        tell.write(line + "\n");
        tell.flush();
    }

    @Override
    public void close() throws IOException {
        try (said;
                tell) {
            process.destroyForcibly();
        }
    }
}
