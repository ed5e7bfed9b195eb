package dev.latchkey.logout;

import dev.latchkey.client.Applications;
import dev.latchkey.platform.LatchkeyConfig;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/// What a person's browser has to load so that applications sign out too (OIDC Front-Channel Logout §2).
@Singleton
public class FrontChannel {
    private final Applications applications;
    private final String issuer;

    FrontChannel(Applications applications, LatchkeyConfig config) {
        this.applications = applications;
        this.issuer = config.issuer();
    }

    /// With `iss` and `sid`, whether the application insists on them or not.
    public List<String> addresses(Collection<SignedInApplication> signedIn) {
        return signedIn.stream().map(this::address).filter(Objects::nonNull).toList();
    }

    private String address(SignedInApplication one) {
        return applications
                .find(one.applicationId())
                .map(application -> application.oidc().frontchannelLogoutUri())
                .map(uri -> uri + (uri.indexOf('?') < 0 ? '?' : '&') + "iss="
                        + URLEncoder.encode(issuer, StandardCharsets.UTF_8) + "&sid=" + one.sid())
                .orElse(null);
    }
}
