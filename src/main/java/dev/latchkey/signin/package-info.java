/// A sign-in under way: its pages and its proofs, by password or by a social provider.
/// Pages do not lead to one another: each proves one thing and goes back to the authorization endpoint.
package dev.latchkey.signin;
