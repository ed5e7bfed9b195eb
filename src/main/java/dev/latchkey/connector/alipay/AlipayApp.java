package dev.latchkey.connector.alipay;

import dev.latchkey.connector.Entrance;
import dev.latchkey.connector.Surroundings;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The Alipay app as seen from a page: around it, on the same phone, or kept out (B8, field note 12).
final class AlipayApp {
    /// The browser inside the Alipay app.
    private static final String BROWSER = "alipays://platformapi/startapp?appId=20000067&url=";

    private AlipayApp() {}

    /// Only a phone's own browser opens it: a view inside another app does not, a desktop has none.
    static Optional<UnaryOperator<URI>> link(String userAgent) {
        return Surroundings.of(userAgent) == Surroundings.PHONE
                ? Optional.of(page -> URI.create(BROWSER + URLEncoder.encode(page.toString(), StandardCharsets.UTF_8)))
                : Optional.empty();
    }

    static Entrance entrance(String userAgent) {
        return switch (Surroundings.of(userAgent)) {
            case ALIPAY -> Entrance.AT_ONCE;
            case ALIPAY_MINI_PROGRAM -> Entrance.BARRED;
            case WECHAT -> Entrance.CLOSED;
            case DESKTOP, PHONE, OTHER_APP, WEB_VIEW -> Entrance.BUTTON;
        };
    }
}
