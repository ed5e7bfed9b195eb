package dev.latchkey.authorize;

import dev.latchkey.client.Application;
import dev.latchkey.client.RedirectUris;
import dev.latchkey.consent.Consent;
import dev.latchkey.oauth.CodeChallenge;
import dev.latchkey.oauth.KeyThumbprint;
import dev.latchkey.oauth.Parameters;
import dev.latchkey.oauth.Prompt;
import dev.latchkey.oauth.Scopes;
import dev.latchkey.token.ClaimsRequest;
import dev.latchkey.token.CodeRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An authorization request that passed every check (RFC 6749 §4.1.1, OIDC Core §3.1.2.1).
///
/// @param scopes those asked for that exist here
/// @param key what the code will be bound to (RFC 9449 §10)
/// @param hintedSubject the user whom `id_token_hint` speaks of
/// @param parameters the request as it came or was pushed, kept with a sign-in under way
record AuthorizationRequest(
        Application application,
        ReturnAddress returnAddress,
        Scopes scopes,
        List<String> resources,
        Optional<String> nonce,
        Optional<CodeChallenge> challenge,
        ClaimsRequest claims,
        Optional<KeyThumbprint> key,
        Set<Prompt> prompts,
        Optional<Duration> maxAge,
        Optional<String> hintedSubject,
        Parameters parameters) {
    boolean asksFor(Prompt prompt) {
        return prompts.contains(prompt);
    }

    /// False for a person of whom the application wants no tokens (OIDC Core §3.1.2.2): it has named
    /// another one by `id_token_hint`, or by the value of the claim `sub`.
    boolean admits(String userId) {
        return claims.admits(userId)
                && hintedSubject.filter(subject -> !subject.equals(userId)).isEmpty();
    }

    /// False when the application expects one person and nobody else.
    boolean namesNobody() {
        return hintedSubject.isEmpty();
    }

    /// Whether another app on the device might get the code: no secret tells them apart, and the address is
    /// whoever's claims it first.
    boolean mayReachAnotherApp() {
        return application.type().isPublic() && RedirectUris.isClaimable(returnAddress.redirectUri());
    }

    /// What the person has to agree to, where the application is a third party's.
    Consent wanted() {
        return new Consent(scopes, resources);
    }

    CodeRequest toCodeRequest() {
        return new CodeRequest(
                application,
                returnAddress.redirectUri(),
                scopes,
                resources,
                nonce,
                challenge,
                claims.claims(),
                key,
                PushedRequests.isReferredTo(parameters)
                        ? Optional.of(PushedRequests.hash(parameters))
                        : Optional.empty());
    }
}
