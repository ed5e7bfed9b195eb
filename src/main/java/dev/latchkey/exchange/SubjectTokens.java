package dev.latchkey.exchange;

import dev.latchkey.client.AuthenticatedClient;
import dev.latchkey.oauth.Parameters;
import java.util.Set;

/// One kind of `subject_token`. The grant finds every bean of this type; it has checked that the application
/// may exchange tokens and that the request is in order, and it makes the tokens afterwards.
public interface SubjectTokens {
    /// The values of `subject_token_type` that mean this kind (RFC 8693 §3); no other kind may have them.
    Set<String> types();

    /// Whether its tokens are a person's own sign-in, for which nobody can act, and which may be for several APIs.
    default boolean isSignIn() {
        return false;
    }

    /// Who the `subject_token` of this request speaks of. A token that is good for one use is spent here, by
    /// one statement. Anything that is not in order is refused with an [dev.latchkey.oauth.OAuthException],
    /// `invalid_request` as RFC 8693 §2.2.2 has it; whoever signs people in must look at what a sign-in page
    /// looks at too: whether the connector is offered, whether accounts may be made.
    ///
    /// @param request everything that the application sent, `subject_token` included
    SubjectToken accept(Parameters request, AuthenticatedClient client);
}
