/// Token exchange (RFC 8693): tokens for whoever another token speaks of. Further kinds of subject tokens
/// are added by [SubjectTokens]; it must not know how they come about.
package dev.latchkey.exchange;
