package dev.latchkey.connector.alipay;

import dev.latchkey.connector.Arrival;
import dev.latchkey.connector.Departure;
import dev.latchkey.connector.Entrance;
import dev.latchkey.connector.ExternalIdentity;
import dev.latchkey.connector.SocialConnector;
import dev.latchkey.connector.Visitor;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Sign-in by Alipay's page in the browser (A3, B6).
final class AlipayWebConnector implements SocialConnector {
    private static final Pattern STATE = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    private final AlipayConfig config;
    private final AlipayAccounts accounts;
    private final AlipayWarnings warnings;

    AlipayWebConnector(AlipayConfig config, Gateway gateway, AlipayWarnings warnings) {
        this.config = config;
        this.warnings = warnings;
        this.accounts = new AlipayAccounts(config, gateway);
    }

    @Override
    public Departure authorizationUri(Visitor visitor) {
        return Departure.to(URI.create(config.authorization()
                + "?app_id=" + encoded(config.appId())
                + "&redirect_uri=" + encoded(visitor.returnAddress().toASCIIString())
                + "&scope=" + encoded(String.join(",", config.scopes()))
                + "&state=" + state(visitor)));
    }

    static String state(Visitor visitor) {
        if (!STATE.matcher(visitor.state()).matches()) {
            throw new IllegalArgumentException("Alipay takes a state of at most 100 base64url characters");
        }
        return visitor.state();
    }

    /// Alipay does not ask for the return address again.
    @Override
    public ExternalIdentity identify(Arrival arrival) {
        return accounts.identify(arrival.callback());
    }

    @Override
    public Entrance entrance(String userAgent) {
        return AlipayApp.entrance(userAgent);
    }

    @Override
    public Optional<URI> destination() {
        return Optional.of(config.authorization());
    }

    /// Of a mini program or of the full SDK, a code is traded like that of a callback (B8).
    @Override
    public Optional<Map<String, String>> broughtCode(String code) {
        return Optional.of(Map.of("auth_code", code));
    }

    @Override
    public List<String> warnings() {
        return warnings.all();
    }

    @Override
    public Map<String, Object> status() {
        return warnings.status();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
