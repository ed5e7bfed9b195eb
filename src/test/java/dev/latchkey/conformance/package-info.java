/// What the OpenID Foundation's plans demand of a provider, as tests of our own: one class for each plan,
/// one test for each module, and a warning of the suite counts as a failure here.
package dev.latchkey.conformance;
