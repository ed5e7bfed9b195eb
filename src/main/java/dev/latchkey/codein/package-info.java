/// Sign-in for apps that bring a provider's code themselves, from its SDK or a mini program: tokens for the code,
/// and what the provider's SDK needs to be given. It shows no page.
package dev.latchkey.codein;
