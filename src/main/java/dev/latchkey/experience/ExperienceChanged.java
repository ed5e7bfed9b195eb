package dev.latchkey.experience;

/// The sign-in experience changed, in the transaction under way.
record ExperienceChanged() {}
