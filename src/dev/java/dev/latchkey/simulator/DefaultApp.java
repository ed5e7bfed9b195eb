package dev.latchkey.simulator;

/// The app that is always there, with the private key that a connector to it is configured with.
public record DefaultApp(SimulatedApp app, String privateKeyPem) {
    public String appId() {
        return app.appId();
    }
}
