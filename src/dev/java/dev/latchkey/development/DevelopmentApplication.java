package dev.latchkey.development;

import dev.latchkey.simulator.AlipaySimulator;
import dev.latchkey.simulator.Keys;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Clock;

/// Runs beside the service: the Alipay simulator, a connector to it, a demo application, and the
/// banner that tells a newcomer where everything is.
public final class DevelopmentApplication implements QuarkusApplication {
    private static final int SIMULATOR_PORT = 3002;
    private static final int DEMO_PORT = 3003;

    @Override
    public int run(String... arguments) throws Exception {
        String endpoint = DevelopmentMain.required("latchkey.endpoint");
        Keys keys = Keys.in(DevelopmentMain.dataDirectory().resolve("simulator"));
        try (AlipaySimulator alipay = AlipaySimulator.start(free(SIMULATOR_PORT), keys, Clock.systemUTC());
                DemoApplication demo =
                        new DemoApplication(free(DEMO_PORT), endpoint, SimulatorConnector.config(alipay))) {
            DevelopmentSetup setup = new DevelopmentSetup(new ManagementClient(endpoint), alipay);
            setup.connect();
            demo.start(setup.demoApplication(demo.redirectUri(), demo.home()));
            System.out.println(banner(endpoint, alipay, demo));
            Quarkus.waitForExit();
        }
        return 0;
    }

    private static String banner(String endpoint, AlipaySimulator alipay, DemoApplication demo) {
        String id = DevelopmentMain.required("latchkey.admin.client-id");
        String secret = DevelopmentMain.required("latchkey.admin.client-secret");
        return """

                Latchkey is ready for development.

                  Try it        %s   (a demo application: press "Sign in", then "Continue with Alipay")
                  Endpoint      %s
                  Discovery     %s/oidc/.well-known/openid-configuration
                  API           %s/q/swagger-ui
                  Simulator     %s   (a connector's configuration: %sconnector-config)

                  A token for the management API:
                    curl -u %s:%s %s/oidc/token \\
                      -d grant_type=client_credentials -d resource=urn:latchkey:management -d scope=all
                """.formatted(
                        demo.home(),
                        endpoint,
                        endpoint,
                        endpoint,
                        alipay.authorizationPage(),
                        demo.home(),
                        id,
                        secret,
                        endpoint);
    }

    /// The wanted port, or any other when somebody has it already.
    private static int free(int wanted) {
        try (ServerSocket socket = new ServerSocket(wanted)) {
            return socket.getLocalPort();
        } catch (IOException _) {
            return any();
        }
    }

    private static int any() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
