package dev.latchkey.connector.alipay;

import dev.latchkey.connector.Arrival;
import dev.latchkey.connector.Departure;
import dev.latchkey.connector.ExternalIdentity;
import dev.latchkey.connector.SocialConnector;
import dev.latchkey.connector.Visitor;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Sign-in by Alipay's page in the browser (A3, B6).
final class AlipayWebConnector implements SocialConnector {
    private static final Pattern STATE = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    private final AlipayConfig config;
    private final AlipayAccounts accounts;

    AlipayWebConnector(AlipayConfig config, Gateway gateway) {
        this.config = config;
        this.accounts = new AlipayAccounts(config, gateway);
    }

    @Override
    public Departure authorizationUri(Visitor visitor) {
        if (!STATE.matcher(visitor.state()).matches()) {
            throw new IllegalArgumentException("Alipay takes a state of at most 100 base64url characters");
        }
        return Departure.to(URI.create(config.authorization()
                + "?app_id=" + encoded(config.appId())
                + "&redirect_uri=" + encoded(visitor.returnAddress().toASCIIString())
                + "&scope=" + encoded(String.join(",", config.scopes()))
                + "&state=" + visitor.state()));
    }

    /// Alipay does not ask for the return address again.
    @Override
    public ExternalIdentity identify(Arrival arrival) {
        return accounts.identify(arrival.callback());
    }

    @Override
    public Optional<URI> destination() {
        return Optional.of(config.authorization());
    }

    @Override
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (config.alipayKey().isEmpty()) {
            warnings.add(
                    "alipayPublicKey is not set, so Alipay's answers are not verified: paste the Alipay public key.");
        }
        if (config.merchantKey().bits() < RsaSize.RECOMMENDED) {
            warnings.add("privateKey has only " + config.merchantKey().bits() + " bits: replace it by one with "
                    + RsaSize.RECOMMENDED + ".");
        }
        if (config.signType() == SignType.RSA) {
            warnings.add("signType RSA signs with SHA-1, which is outdated: choose RSA2 here and in Alipay's console.");
        }
        return warnings;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
