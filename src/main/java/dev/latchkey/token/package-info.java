/// Codes, access tokens, refresh tokens and ID tokens: made, kept as hashes, redeemed, revoked.
/// It does not know who signed in how, or which endpoint is asking.
package dev.latchkey.token;
