/// The token endpoint and its grants, one class each, and revocation.
package dev.latchkey.grant;
