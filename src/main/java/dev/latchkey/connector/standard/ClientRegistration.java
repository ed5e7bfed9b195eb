package dev.latchkey.connector.standard;

import dev.latchkey.connector.ConfigFields;
/// Our registration with a provider, as somebody configured it.
///
/// @param secret empty for a public client

record ClientRegistration(String clientId, String secret, ClientAuthentication authentication) {
    static ClientRegistration read(ConfigFields fields) {
        ClientAuthentication authentication = fields.choice(
                "tokenEndpointAuthMethod", ClientAuthentication.values(), ClientAuthentication.CLIENT_SECRET_BASIC);
        String secret = authentication == ClientAuthentication.NONE ? "" : fields.requiredWord("clientSecret");
        return new ClientRegistration(fields.requiredWord("clientId"), secret, authentication);
    }

    /// Without the secret.
    @Override
    public String toString() {
        return "ClientRegistration[" + clientId + "]";
    }
}
