/// What people do with their own account: see it, link and unlink providers, end sessions, revoke
/// applications, by a page and by an API. It proves nobody's identity; that is the sign-in's.
package dev.latchkey.account;
