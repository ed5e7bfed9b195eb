/// The sign-in experience: what the sign-in page shows and allows, its administration, and what of
/// it everyone may read. It knows which connectors exist, not how a page looks.
package dev.latchkey.experience;
