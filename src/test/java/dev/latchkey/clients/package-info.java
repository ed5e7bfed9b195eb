/// Relying parties built with other people's libraries, unchanged: each signs in, refreshes, reads
/// userinfo and signs out. Their own sources are in `src/clients`.
package dev.latchkey.clients;
