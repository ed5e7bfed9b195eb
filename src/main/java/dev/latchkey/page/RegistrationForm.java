package dev.latchkey.page;

import java.util.Optional;

/// Registration with username and password.
///
/// @param action where the form is posted, a path of this service
/// @param username what the person typed before; never a password
/// @param minPasswordLength told before the person chooses one
/// @param asksForTerms whether the person has to agree to what the foot of the page links to
public record RegistrationForm(
        String action,
        String username,
        int minPasswordLength,
        Optional<FieldTrouble> usernameTrouble,
        Optional<FieldTrouble> passwordTrouble,
        boolean asksForTerms,
        boolean agreementMissing) {
    public boolean hasTrouble() {
        return usernameTrouble.isPresent() || passwordTrouble.isPresent() || agreementMissing;
    }
}
