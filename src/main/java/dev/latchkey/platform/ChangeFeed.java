package dev.latchkey.platform;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/// Tells every replica which configuration row changed, so that applications, keys, connectors and
/// settings can be served from memory.
///
/// Triggers send `table:id` on the channel `latchkey` when a change commits; one connection per
/// replica listens. While it is down nobody can know what changed: [#isLive] is false then, and
/// whoever caches must read through. It comes back with a call of `everythingChanged`.
@Singleton
public class ChangeFeed {
    private static final Logger LOG = Logger.getLogger(ChangeFeed.class);
    private static final int POLL_MILLIS = 10_000;
    private static final int RETRY_MILLIS = 1000;
    private static final int PING_SECONDS = 5;
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final DataSource source;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    /// Those that could not take a piece of news; only the feed's own thread looks here.
    private final Set<Listener> behind = new HashSet<>();
    private volatile boolean live;
    private volatile boolean stopped;
    private Thread thread;

    ChangeFeed(DataSource source) {
        this.source = source;
    }

    /// What a cache does with the news.
    public interface Listener {
        /// A row of `table` was inserted, changed or deleted.
        void changed(String table, String id);

        /// News may have been missed.
        void everythingChanged();
    }

    public void subscribe(Listener listener) {
        listeners.add(listener);
    }

    /// True while changes arrive; false means that nothing cached may be trusted.
    public boolean isLive() {
        return live;
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofVirtual().name("change-feed").start(this::listen);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        thread.interrupt();
    }

    private void listen() {
        while (!stopped) {
            try (Connection connection = source.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("listen latchkey");
                listeners.forEach(this::tellEverything);
                live = true;
                receive(connection);
            } catch (SQLException | RuntimeException e) { // whatever it is, this thread must live on
                if (!stopped) {
                    LOG.warnf("Listening for configuration changes failed, reading through: %s", e.getMessage());
                }
            } finally {
                live = false;
            }
            pause();
        }
    }

    private void receive(Connection connection) throws SQLException {
        PGConnection postgres = connection.unwrap(PGConnection.class);
        while (!stopped) {
            PGNotification[] news = postgres.getNotifications(behind.isEmpty() ? POLL_MILLIS : RETRY_MILLIS);
            for (PGNotification item : news == null ? new PGNotification[0] : news) {
                publish(item.getParameter());
            }
            List.copyOf(behind).forEach(this::tellEverything);
            if (!connection.isValid(PING_SECONDS)) { // a half-open connection would be silent for ever
                throw new SQLException("the connection is dead");
            }
        }
    }

    private void publish(String news) {
        int colon = news.indexOf(':');
        if (colon < 0) {
            return; // somebody else's use of the channel
        }
        String table = news.substring(0, colon);
        String id = news.substring(colon + 1);
        listeners.forEach(listener -> tell(listener, one -> one.changed(table, id)));
    }

    private void tellEverything(Listener listener) {
        behind.remove(listener);
        tell(listener, Listener::everythingChanged);
    }

    /// One listener's trouble keeps the news from no other; it is told again until it can take them.
    private void tell(Listener listener, Consumer<Listener> news) {
        try {
            news.accept(listener);
        } catch (RuntimeException e) {
            behind.add(listener);
            LOG.warnf(
                    e,
                    "%s could not take a configuration change, to be tried again",
                    listener.getClass().getSimpleName());
        }
    }

    private void pause() {
        try {
            Thread.sleep(stopped ? Duration.ZERO : RETRY);
        } catch (InterruptedException _) {
            stopped = true;
        }
    }
}
