/// The authorization endpoint: checks the request, decides on the next step, and issues the code.
/// How a person signs in is `signin`'s business; it comes back here.
package dev.latchkey.authorize;
