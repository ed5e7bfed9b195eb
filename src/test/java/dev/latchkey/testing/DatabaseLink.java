package dev.latchkey.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The line between the service and its database, which a test may cut.
public final class DatabaseLink implements AutoCloseable {
    private static final int CHUNK = 8192;

    private enum State {
        OPEN,
        SILENT,
        CUT
    }

    private final ServerSocket entrance;
    private final int databasePort;
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
    private volatile State state = State.OPEN;

    private DatabaseLink(ServerSocket entrance, int databasePort) {
        this.entrance = entrance;
        this.databasePort = databasePort;
    }

    static DatabaseLink to(int databasePort) throws IOException {
        DatabaseLink link = new DatabaseLink(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), databasePort);
        Thread.ofVirtual().start(link::accept);
        return link;
    }

    int port() {
        return entrance.getLocalPort();
    }

    /// From now on nothing comes through, and nobody is told: as when a machine lost its power.
    public void fallSilent() {
        state = State.SILENT;
        lines.forEach(line -> line.dead = true);
    }

    /// Connections end, and new ones with them: as when the database was stopped.
    public void cut() {
        state = State.CUT;
        lines.forEach(Line::close);
    }

    /// New connections come through again; those that were lost stay lost.
    public void mend() {
        state = State.OPEN;
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        lines.forEach(Line::close);
    }

    private void accept() {
        try {
            while (true) {
                Socket service = entrance.accept();
                if (state == State.CUT) {
                    service.close();
                } else {
                    connect(service);
                }
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void connect(Socket service) throws IOException {
        Line line = new Line(service, new Socket(InetAddress.getLoopbackAddress(), databasePort));
        line.dead = state == State.SILENT;
        lines.add(line);
        Thread.ofVirtual().start(() -> line.pump(line.service, line.database));
        Thread.ofVirtual().start(() -> line.pump(line.database, line.service));
    }

    private final class Line {
        private final Socket service;
        private final Socket database;
        private volatile boolean dead;

        private Line(Socket service, Socket database) {
            this.service = service;
            this.database = database;
        }

        private void pump(Socket from, Socket to) {
            byte[] chunk = new byte[CHUNK];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                    if (!dead) {
                        out.write(chunk, 0, read);
                    }
                }
            } catch (IOException _) {
                // the other end is gone
            }
            close();
        }

        private void close() {
            lines.remove(this);
            try {
                service.close();
                database.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
