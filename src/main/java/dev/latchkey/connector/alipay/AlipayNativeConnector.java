package dev.latchkey.connector.alipay;

import dev.latchkey.connector.Arrival;
import dev.latchkey.connector.ConnectorMetadata.Platform;
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
import java.util.function.UnaryOperator;

/// Sign-in by Alipay's SDK inside an app (A3, B8), and by Alipay's page for everybody else. A code is traded
/// alike, however it was obtained.
final class AlipayNativeConnector implements SocialConnector {
    private final String appId;
    private final AlipayWebConnector page;
    private final boolean fallback;
    private final Optional<SdkRequest> sdkRequest;

    /// @param fallback whether browsers without such an app around them get to Alipay's page
    /// @param sdkRequest for apps with Alipay's full SDK, where the merchant id is known
    AlipayNativeConnector(String appId, AlipayWebConnector page, boolean fallback, Optional<SdkRequest> sdkRequest) {
        this.appId = appId;
        this.page = page;
        this.fallback = fallback;
        this.sdkRequest = sdkRequest;
    }

    /// Not an address but a message to the app around the page, which calls Alipay's SDK.
    @Override
    public Departure authorizationUri(Visitor visitor) {
        return Departure.to(URI.create("alipay://?app_id=" + URLEncoder.encode(appId, StandardCharsets.UTF_8)
                + "&state=" + AlipayWebConnector.state(visitor)));
    }

    @Override
    public Departure inBrowser(Visitor visitor) {
        return page.authorizationUri(visitor);
    }

    @Override
    public boolean isOfferedTo(String userAgent, Platform platform) {
        return fallback;
    }

    @Override
    public Optional<UnaryOperator<URI>> appLink(String userAgent) {
        return AlipayApp.link(userAgent);
    }

    @Override
    public Entrance entrance(String userAgent) {
        return page.entrance(userAgent);
    }

    @Override
    public Optional<URI> destination() {
        return page.destination();
    }

    @Override
    public ExternalIdentity identify(Arrival arrival) {
        return page.identify(arrival);
    }

    @Override
    public Optional<Map<String, String>> broughtCode(String code) {
        return page.broughtCode(code);
    }

    /// Those of the full SDK (B8).
    @Override
    public boolean hasLastingCodes() {
        return sdkRequest.isPresent();
    }

    @Override
    public Optional<String> sdkRequest(String requestId) {
        return sdkRequest.map(request -> request.signed(requestId));
    }

    @Override
    public List<String> warnings() {
        return page.warnings();
    }

    @Override
    public Map<String, Object> status() {
        return page.status();
    }
}
