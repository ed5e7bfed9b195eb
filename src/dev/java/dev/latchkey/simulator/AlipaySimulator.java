package dev.latchkey.simulator;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A local Alipay: an authorization page where one chooses who to be, and a gateway that verifies
/// what it gets and signs what it answers. Plain Java, for the development start-up and for tests.
///
/// One app is always there ([#defaultApp]); more are registered. Good answers are the rule;
/// [#play] makes exceptions.
public final class AlipaySimulator implements AutoCloseable {
    public static final String DEFAULT_APP_ID = "9021000000000001";

    private final Map<String, SimulatedApp> apps = new ConcurrentHashMap<>();
    private final List<RecordedCall> calls = new CopyOnWriteArrayList<>();
    private final Script script = new Script();
    private final Grants grants = new Grants();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Keys keys;
    private final Console console;
    private final HttpServer server;

    private AlipaySimulator(int port, Keys keys, Clock clock) throws IOException {
        this.keys = keys;
        this.console = new Console(keys.alipay());
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        register(SimulatedApp.of(DEFAULT_APP_ID, keys.merchant().getPublic()));
        server.createContext(AuthorizationPage.PATH, new AuthorizationPage(this::app, grants));
        server.createContext(
                GatewayEndpoint.PATH,
                new GatewayEndpoint(
                        new Entrance(this::app, console, clock),
                        new Business(grants, console),
                        script,
                        console,
                        calls));
        server.setExecutor(executor);
        server.start();
    }

    /// Starts with keys of its own.
    ///
    /// @param port 0 for any that is free
    public static AlipaySimulator start(int port) {
        return start(port, Keys.fresh(), Clock.systemUTC());
    }

    public static AlipaySimulator start(int port, Keys keys, Clock clock) {
        try {
            return new AlipaySimulator(port, keys, clock);
        } catch (IOException e) {
            throw new UncheckedIOException("the Alipay simulator cannot listen on port " + port, e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /// For a connector's `gatewayUrl`.
    public URI gateway() {
        return address(GatewayEndpoint.PATH);
    }

    /// For a connector's `authorizationUrl`.
    public URI authorizationPage() {
        return address(AuthorizationPage.PATH);
    }

    /// For a connector's `alipayPublicKey`.
    public String alipayPublicKey() {
        return Keys.line(keys.alipay());
    }

    /// More than [#alipayPublicKey]: keys of SM2, and certificates.
    public Console console() {
        return console;
    }

    public DefaultApp defaultApp() {
        return new DefaultApp(apps.get(DEFAULT_APP_ID), Keys.pem(keys.merchant()));
    }

    /// Adds an app, or replaces the one with the same id.
    public void register(SimulatedApp app) {
        apps.put(app.appId(), app);
    }

    /// Makes an exception; rules are tried in the order in which they were added.
    public void play(Rule rule, Scenario scenario) {
        script.add(rule, scenario);
    }

    /// Ends all exceptions and forgets the calls.
    public void reset() {
        script.clear();
        calls.clear();
    }

    /// The code that a visit of the authorization page would bring.
    public String issueCode(String appId, String personId, String... scopes) {
        Person person = Person.find(personId).orElseThrow();
        return grants.code(new Grants.Grant(appId, person, List.of(scopes)));
    }

    /// What reached the gateway, oldest first.
    public List<RecordedCall> calls() {
        return List.copyOf(calls);
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }

    private Optional<SimulatedApp> app(String id) {
        return Optional.ofNullable(apps.get(id));
    }

    private URI address(String path) {
        return URI.create("http://localhost:" + port() + path);
    }
}
