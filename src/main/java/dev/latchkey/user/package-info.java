/// People: their profile, passwords and identities at social providers, and their administration.
/// It does not know sessions, tokens or how someone signed in.
package dev.latchkey.user;
