package dev.latchkey.connector.wechat;

import dev.latchkey.connector.Arrival;
import dev.latchkey.connector.Departure;
import dev.latchkey.connector.ExternalIdentity;
import dev.latchkey.connector.SocialConnector;
import dev.latchkey.connector.Visitor;
import dev.latchkey.connector.standard.Query;
import java.net.URI;
import java.util.Optional;

/// Sign-in by WeChat's page with the QR code.
record WeChatWebConnector(String appId, URI page, WeChatApi api) implements SocialConnector {
    /// WeChat wants the parameters in this order and the fragment behind them.
    @Override
    public Departure authorizationUri(Visitor visitor) {
        Query query = new Query()
                .with("appid", appId)
                .with("redirect_uri", visitor.returnAddress().toString())
                .with("response_type", "code")
                .with("scope", "snsapi_login")
                .with("state", visitor.state());
        return Departure.to(URI.create(query.on(page) + "#wechat_redirect"));
    }

    @Override
    public Optional<URI> destination() {
        return Optional.of(page);
    }

    @Override
    public ExternalIdentity identify(Arrival arrival) {
        return api.identify(arrival);
    }
}
