/// Microsoft Entra ID and personal Microsoft accounts: an OpenID provider with an issuer for each tenant.
/// Nobody depends on it; the registry finds its factory.
package dev.latchkey.connector.microsoft;
