package dev.latchkey.connector.alipay;

import java.net.URI;
import java.util.List;

/// A checked configuration: the keys are parsed, the addresses are safe to call.
///
/// @param scopes what the person is asked for, never empty
/// @param trust how both sides know each other's keys
record AlipayConfig(
        String appId,
        MerchantKey merchantKey,
        SignType signType,
        AlipayCharset charset,
        List<String> scopes,
        Trust trust,
        URI gateway,
        URI authorization) {
    private static final String ID_ONLY = "auth_base";

    AlipayConfig {
        scopes = List.copyOf(scopes);
    }

    /// With `auth_base` alone the token answer tells the id, and the profile is refused (B6).
    boolean asksForTheIdOnly() {
        return scopes.equals(List.of(ID_ONLY));
    }
}
