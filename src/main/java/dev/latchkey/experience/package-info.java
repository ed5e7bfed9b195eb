/// What the sign-in pages show and allow: looks, languages, terms, ways to sign in and to register.
/// It says what an operator wants; carrying it out is the business of `signin` and `page`.
package dev.latchkey.experience;
