/// What attackers would do, row by row of `docs/security-tests.md`, where no test of a feature does it.
package dev.latchkey.security;
