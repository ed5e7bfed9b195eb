package dev.latchkey.grant;

import dev.latchkey.client.AuthenticatedClient;
import dev.latchkey.oauth.GrantType;
import dev.latchkey.oauth.Parameters;
import dev.latchkey.token.TokenResponse;

/// One way to get tokens. The endpoint has authenticated the client and checked that it may use the
/// grant; what is left is the grant's own business.
public interface Grant {
    GrantType type();

    TokenResponse redeem(Parameters request, AuthenticatedClient client);
}
