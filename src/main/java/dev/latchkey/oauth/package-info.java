/// The words of the protocol: errors, parameters, scopes, grant types, PKCE.
/// Plain Java without a framework, so that every other package can use it.
/// It must not know what a request, a row or a page is.
package dev.latchkey.oauth;
