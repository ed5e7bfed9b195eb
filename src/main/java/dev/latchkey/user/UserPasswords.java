package dev.latchkey.user;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/// What administrators do with a person's password, and people with their own. Hashing happens outside of any
// transaction.
@Singleton
class UserPasswords {
    private final UserAdministration users;
    private final Passwords passwords;
    private final PasswordPolicy policy;

    UserPasswords(UserAdministration users, Passwords passwords, PasswordPolicy policy) {
        this.users = users;
        this.passwords = passwords;
        this.policy = policy;
    }

    /// The hash to keep for a new person, if there is a password at all.
    Optional<String> initialHash(PasswordInput given, UserInput owner) {
        Optional<String> imported = Optional.ofNullable(given.importedHash());
        return imported.or(() -> Optional.ofNullable(given.password()).map(password -> hash(password, owner)));
    }

    User change(String id, String password) {
        return change(id, password, Optional.empty());
    }

    /// @param by the authorization that is to outlive it
    User change(String id, String password, Optional<String> by) {
        return users.setPassword(id, hash(password, about(users.find(id))), by);
    }

    boolean verify(String id, String password) {
        return passwords.verify(Optional.of(users.find(id)), password);
    }

    /// What would be wrong with the password for this person, or for anyone.
    List<PasswordPolicy.Issue> issues(String password, Optional<String> id) {
        return policy.issues(
                password, id.map(users::find).map(UserPasswords::about).orElse(about(null)));
    }

    private String hash(String password, UserInput owner) {
        policy.require(password, owner);
        return passwords.hash(password);
    }

    private static UserInput about(User user) {
        return user == null
                ? UserInput.about(null, null, null, null)
                : UserInput.about(user.username(), user.primaryEmail(), user.primaryPhone(), user.name());
    }
}
