package dev.latchkey.device;

import static dev.latchkey.oauth.OAuthError.AUTHORIZATION_PENDING;
import static dev.latchkey.oauth.OAuthError.DEVICE_DENIED;
import static dev.latchkey.oauth.OAuthError.EXPIRED_TOKEN;
import static dev.latchkey.oauth.OAuthError.INVALID_GRANT;
import static dev.latchkey.oauth.OAuthError.SLOW_DOWN;

import dev.latchkey.client.AuthenticatedClient;
import dev.latchkey.grant.Grant;
import dev.latchkey.grant.RequestedResource;
import dev.latchkey.oauth.GrantType;
import dev.latchkey.oauth.OAuthException;
import dev.latchkey.oauth.Parameters;
import dev.latchkey.token.DeviceCodes;
import dev.latchkey.token.DevicePoll;
import dev.latchkey.token.TokenIssuer;
import dev.latchkey.token.TokenResponse;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/// RFC 8628 §3.4: a device asks until somebody has answered elsewhere.
@Singleton
class DeviceCodeGrant implements Grant {
    private final DeviceCodes codes;
    private final TokenIssuer issuer;
    private final Clock clock;

    DeviceCodeGrant(DeviceCodes codes, TokenIssuer issuer, Clock clock) {
        this.codes = codes;
        this.issuer = issuer;
        this.clock = clock;
    }

    @Override
    public GrantType type() {
        return GrantType.DEVICE_CODE;
    }

    @Override
    public TokenResponse redeem(Parameters request, AuthenticatedClient client) {
        String code = request.required("device_code");
        Optional<String> resource = RequestedResource.of(request);
        return switch (codes.poll(code, client.id())) {
            case DevicePoll.Unknown() -> throw INVALID_GRANT.because("device code is unknown");
            case DevicePoll.Expired() -> throw EXPIRED_TOKEN.because("device code has expired: begin anew");
            case DevicePoll.Pending(var tooFast) -> throw pending(tooFast);
            case DevicePoll.Denied() -> throw DEVICE_DENIED.because("the user did not allow it");
            case DevicePoll.Redeemed() -> throw used();
            case DevicePoll.Approved approved -> redeem(code, approved, resource, client);
        };
    }

    private TokenResponse redeem(
            String code, DevicePoll.Approved approved, Optional<String> resource, AuthenticatedClient client) {
        if (approved.subject().isSuspended() || !approved.authorization().isAlive(clock.instant())) {
            throw INVALID_GRANT.because("authorization was revoked, or the user is suspended");
        }
        return issuer.redeem(code, approved, client, resource).orElseThrow(DeviceCodeGrant::used);
    }

    private static OAuthException pending(boolean tooFast) {
        return tooFast
                ? SLOW_DOWN.because("wait five seconds longer from now on")
                : AUTHORIZATION_PENDING.because("nobody has answered yet");
    }

    private static OAuthException used() {
        return INVALID_GRANT.because("device code was already used");
    }
}
