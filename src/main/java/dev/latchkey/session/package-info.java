/// The browser session at this provider: its cookie, its limits, single sign-on and sign-out.
/// It does not know how a person proved who they are.
package dev.latchkey.session;
