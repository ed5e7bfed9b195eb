/// OAuth 2.0 and OpenID Connect towards social providers: the connectors `oidc` and `oauth2`, which need no
/// code, and what connectors of one provider are made of. It must not know any of these providers.
package dev.latchkey.connector.standard;
