/// The record of what happened, for operators, and the short codes by which a person's trouble is
/// found in it. It knows no other feature.
package dev.latchkey.audit;
