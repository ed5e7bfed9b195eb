/// What strangers sign and the keys that they sign with (RFC 7515, RFC 7517): looked at before anything is
/// computed with it. It does not know what a signed text is good for.
package dev.latchkey.jose;
