/// Applications: what they are, their redirect URIs and secrets, how they prove who they are, and
/// their administration. It does not know users or tokens.
package dev.latchkey.client;
