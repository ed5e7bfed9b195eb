/// Latchkey, an OpenID Connect identity provider: one package per feature, listed in ARCHITECTURE.md.
/// This package only starts it.
package dev.latchkey;
