package dev.latchkey.testing;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// Everything that is logged while it is open, also what a default installation would not log.
public final class LogCapture implements AutoCloseable {
    private static final Logger OURS = Logger.getLogger("dev.latchkey");
    private static final Logger ALL = Logger.getLogger("");

    private final Collector collector = new Collector();
    private final Level before = OURS.getLevel();

    private LogCapture() {
        collector.setLevel(Level.ALL);
        OURS.setLevel(Level.ALL);
        ALL.addHandler(collector);
    }

    public static LogCapture start() {
        return new LogCapture();
    }

    public String text() {
        return String.join("\n", collector.lines);
    }

    @Override
    public void close() {
        ALL.removeHandler(collector);
        OURS.setLevel(before);
    }

    private static final class Collector extends Handler {
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        public void publish(LogRecord record) {
            Object[] values = record.getParameters();
            String message = record.getMessage();
            lines.add(message + (values == null ? "" : " " + java.util.Arrays.toString(values)));
            for (Throwable thrown = record.getThrown(); thrown != null; thrown = thrown.getCause()) {
                lines.add(thrown.toString());
            }
        }

        @Override
        public void flush() {
            // nothing is held back
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
