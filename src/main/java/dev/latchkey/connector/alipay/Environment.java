package dev.latchkey.connector.alipay;

import java.net.URI;
import java.util.Locale;

/// Alipay's two worlds, which share no app and no key (B1), and what is neither.
enum Environment {
    PRODUCTION("https://openapi.alipay.com/gateway.do", "https://openauth.alipay.com/oauth2/publicAppAuthorize.htm"),
    SANDBOX(
            "https://openapi-sandbox.dl.alipaydev.com/gateway.do",
            "https://openauth-sandbox.dl.alipaydev.com/oauth2/publicAppAuthorize.htm"),
    /// Addresses of one's own, for example a simulator's.
    OTHER("", "");

    private static final String SANDBOX_APPS = "9021";

    private final String gateway;
    private final String authorization;

    Environment(String gateway, String authorization) {
        this.gateway = gateway;
        this.authorization = authorization;
    }

    String configName() {
        return name().toLowerCase(Locale.ROOT);
    }

    String gateway() {
        return gateway;
    }

    String authorization() {
        return authorization;
    }

    static Environment of(URI address) {
        String host = String.valueOf(address.getHost());
        if (host.endsWith(".alipaydev.com")) {
            return SANDBOX;
        }
        return host.endsWith(".alipay.com") ? PRODUCTION : OTHER;
    }

    static Environment ofApp(String appId) {
        return appId.startsWith(SANDBOX_APPS) ? SANDBOX : OTHER;
    }

    boolean contradicts(Environment other) {
        return this != OTHER && other != OTHER && this != other;
    }
}
