package dev.latchkey.token;

import static dev.latchkey.oauth.OAuthError.INVALID_REQUEST;
import static java.util.stream.Collectors.toUnmodifiableSet;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The request parameter `claims` (OIDC Core §5.5), parsed once. What it may ask for and does not
/// exist here is left out, as §5.5.1 wants it; what it demands of the sign-in is kept apart.
///
/// @param subjects the people whom it may speak of; empty for anyone
/// @param isLevelOffered false when it insists on an `acr` that nobody can reach here
public record ClaimsRequest(RequestedClaims claims, Set<String> subjects, boolean isLevelOffered) {
    public static final ClaimsRequest NONE = new ClaimsRequest(RequestedClaims.NONE, Set.of(), true);

    /// @throws dev.latchkey.oauth.OAuthException `invalid_request` for what is no claims request
    public static ClaimsRequest parse(String text) {
        JsonNode root = ClaimsJson.read(text);
        Map<String, RequestedClaim> userInfo = ClaimsJson.member(root, "userinfo");
        Map<String, RequestedClaim> idToken = ClaimsJson.member(root, "id_token");
        return new ClaimsRequest(
                new RequestedClaims(existing(userInfo), existing(idToken)),
                subjects(userInfo, idToken),
                isLevelOffered(idToken));
    }

    /// True when tokens about this person answer it (OIDC Core §3.1.2.2).
    public boolean admits(String userId) {
        return subjects.isEmpty() || subjects.contains(userId);
    }

    private static Set<PersonClaim> existing(Map<String, RequestedClaim> member) {
        return member.keySet().stream()
                .map(PersonClaim::of)
                .flatMap(Optional::stream)
                .collect(toUnmodifiableSet());
    }

    private static Set<String> subjects(Map<String, RequestedClaim> userInfo, Map<String, RequestedClaim> idToken) {
        Set<String> one = subjects(userInfo);
        Set<String> other = subjects(idToken);
        if (!one.isEmpty() && !other.isEmpty() && !one.equals(other)) {
            throw INVALID_REQUEST.because("claims asks for two different values of sub");
        }
        return one.isEmpty() ? other : one;
    }

    private static Set<String> subjects(Map<String, RequestedClaim> member) {
        return member.getOrDefault("sub", RequestedClaim.VOLUNTARY).values();
    }

    /// OIDC Core §5.5.1.1: an essential `acr` with values has to have one of them.
    private static boolean isLevelOffered(Map<String, RequestedClaim> idToken) {
        RequestedClaim acr = idToken.getOrDefault("acr", RequestedClaim.VOLUNTARY);
        return !acr.isEssential() || acr.values().isEmpty() || acr.values().contains(IdTokens.ONE_FACTOR);
    }
}
