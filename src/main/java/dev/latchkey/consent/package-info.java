/// What people allowed third-party applications: remembered, added to, listed and revoked.
/// It does not know how they are asked.
package dev.latchkey.consent;
