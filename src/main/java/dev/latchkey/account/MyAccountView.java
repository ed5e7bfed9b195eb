package dev.latchkey.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.oauth.Scopes;
import dev.latchkey.user.SocialIdentity;
import dev.latchkey.user.User;
import dev.latchkey.user.UserProfile;
import java.util.Map;

/// A person's account as an application sees it: what its token does not open is left out.
@JsonInclude(JsonInclude.Include.NON_NULL)
record MyAccountView(
        String id,
        String username,
        String name,
        String avatar,
        UserProfile profile,
        String primaryEmail,
        String primaryPhone,
        Map<String, SocialIdentity> identities,
        boolean hasPassword) {
    static MyAccountView of(User user, Scopes scopes) {
        boolean profile = scopes.has("profile");
        return new MyAccountView(
                user.id(),
                profile ? user.username() : null,
                profile ? user.name() : null,
                profile ? user.avatar() : null,
                profile ? user.profile() : null,
                scopes.has("email") ? user.primaryEmail() : null,
                scopes.has("phone") ? user.primaryPhone() : null,
                scopes.has("identities") ? user.identities() : null,
                user.hasPassword());
    }
}
