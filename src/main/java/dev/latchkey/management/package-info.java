/// The management API as a whole: who gets in, how refusals look, its description. What it manages
/// is administered by the features themselves; this package does not know them.
package dev.latchkey.management;
