/// Signing keys: made, kept, rotated, published as JWKS, used to sign and to verify what this service
/// signed. It does not know what a token says.
package dev.latchkey.key;
