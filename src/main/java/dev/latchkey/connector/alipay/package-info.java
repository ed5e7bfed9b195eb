/// Sign-in with Alipay: the authorization page, the signed calls to Alipay's gateway, its signed
/// answers, and who the person is. Nobody depends on this package; the registry finds its factory.
/// It must not know what happens with the identity.
package dev.latchkey.connector.alipay;
