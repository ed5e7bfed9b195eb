/// What the tests share: the environment that the service runs in, and a relying party to play.
package dev.latchkey.testing;
