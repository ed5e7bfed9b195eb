package dev.latchkey.connector.wechat;

import dev.latchkey.connector.Arrival;
import dev.latchkey.connector.Departure;
import dev.latchkey.connector.ExternalIdentity;
import dev.latchkey.connector.SocialConnector;
import dev.latchkey.connector.Visitor;
import dev.latchkey.connector.standard.Query;
import java.net.URI;

/// Sign-in by the WeChat app: the address is a message to the SDK in the app around the page, which
/// recognises the scheme.
record WeChatNativeConnector(String appId, WeChatApi api) implements SocialConnector {
    @Override
    public Departure authorizationUri(Visitor visitor) {
        Query query = new Query().with("app_id", appId).with("state", visitor.state());
        return Departure.to(URI.create("wechat://?" + query));
    }

    @Override
    public ExternalIdentity identify(Arrival arrival) {
        return api.identify(arrival);
    }
}
