/// Signing in on devices without a browser (RFC 8628): the endpoint that they call, the page where a person
/// answers, the grant. How a person signs in is none of its business.
package dev.latchkey.device;
