/// Tells applications that a session is over: by calls from here (OIDC Back-Channel Logout), and by
/// frames in the person's browser (OIDC Front-Channel Logout). It does not know why it is over.
package dev.latchkey.logout;
