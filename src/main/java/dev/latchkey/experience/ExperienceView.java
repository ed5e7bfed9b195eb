package dev.latchkey.experience;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/// The sign-in experience as the management API shows it (reference section 5).
record ExperienceView(
        String tenantId, String id, @JsonUnwrapped SignInExperience experience) {
    /// There is one tenant with one experience; compatible clients read both names.
    static ExperienceView of(SignInExperience experience) {
        return new ExperienceView("default", "default", experience);
    }
}
