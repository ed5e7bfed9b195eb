/// Proofs that a client holds the key which its tokens are bound to (RFC 9449): read, verified, never
/// taken twice; nonces. It does not know what a token is or where it is kept.
package dev.latchkey.dpop;
