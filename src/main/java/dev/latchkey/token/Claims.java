package dev.latchkey.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.oauth.Scopes;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The claims about a person that a set of scopes opens (OIDC Core §5.4), in the shapes that the
/// SDKs check: `name`, `picture`, `username`, `email` and `phone_number` are null when there is none.
@Singleton
class Claims {
    private static final List<String> PROFILE_CLAIMS = List.of(
            "family_name",
            "given_name",
            "middle_name",
            "nickname",
            "preferred_username",
            "profile",
            "website",
            "gender",
            "birthdate",
            "zoneinfo",
            "locale");

    private final ObjectMapper json;

    Claims(ObjectMapper json) {
        this.json = json;
    }

    /// What ID token and userinfo share.
    Map<String, Object> of(Subject subject, Scopes scopes) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", subject.id());
        JsonNode profile = read(subject.profile());
        if (scopes.has("profile")) {
            addProfile(claims, subject, profile);
        }
        if (scopes.has("email")) {
            claims.put("email", subject.email());
            claims.put("email_verified", subject.email() != null);
        }
        if (scopes.has("phone")) {
            claims.put("phone_number", subject.phone());
            claims.put("phone_number_verified", subject.phone() != null);
        }
        if (scopes.has("address") && profile.has("address")) {
            claims.put("address", profile.get("address"));
        }
        return claims;
    }

    /// What only userinfo shows, because it may be large.
    void addExtended(Map<String, Object> claims, Subject subject, Scopes scopes, String identities) {
        if (scopes.has("custom_data")) {
            claims.put("custom_data", read(subject.customData()));
        }
        if (scopes.has("identities")) {
            claims.put("identities", read(identities));
            claims.put("sso_identities", List.of());
        }
    }

    private static void addProfile(Map<String, Object> claims, Subject subject, JsonNode profile) {
        claims.put("name", subject.name());
        claims.put("picture", subject.avatar());
        claims.put("username", subject.username());
        if (subject.username() != null) {
            claims.put("preferred_username", subject.username());
        }
        for (String claim : PROFILE_CLAIMS) {
            JsonNode value = profile.get(profileName(claim));
            if (value != null && !value.isNull()) {
                claims.put(claim, value);
            }
        }
        claims.put("created_at", subject.createdAt().toEpochMilli());
        claims.put("updated_at", subject.updatedAt().toEpochMilli());
    }

    /// `family_name` is `familyName` in the stored profile.
    private static String profileName(String claim) {
        int underscore = claim.indexOf('_');
        return underscore < 0
                ? claim
                : claim.substring(0, underscore)
                        + Character.toUpperCase(claim.charAt(underscore + 1))
                        + claim.substring(underscore + 2);
    }

    private JsonNode read(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored profile is not JSON", e);
        }
    }
}
