package dev.latchkey.dpop;

import static dev.latchkey.oauth.OAuthError.INVALID_TOKEN;

import dev.latchkey.oauth.TokenType;
import dev.latchkey.platform.ApiException;
import dev.latchkey.platform.Challenge;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;

/// An access token as it came with a request, in one of the two schemes.
public record PresentedToken(TokenType type, String value) {
    /// RFC 9449 §7.1: says which algorithms a proof may be signed with.
    private static final String CHALLENGE =
            "DPoP realm=\"latchkey\", algs=\"" + String.join(" ", ProofAlgorithms.ALL) + "\"";

    /// From the `Authorization` header; the scheme is read without case (RFC 9110 §11.1).
    public static PresentedToken inHeader(RoutingContext context) {
        String header = context.request().getHeader("Authorization");
        for (TokenType type : TokenType.values()) {
            String scheme = type.value() + " ";
            if (header != null && header.regionMatches(true, 0, scheme, 0, scheme.length())) {
                PresentedToken token = new PresentedToken(
                        type, header.substring(scheme.length()).strip());
                token.challenge(context);
                return token;
            }
        }
        throw INVALID_TOKEN.because("access token is missing");
    }

    /// The same for our APIs, which refuse what is none in their own words (reference, management API §2).
    public static PresentedToken forApi(RoutingContext context) {
        String header = context.request().getHeader("Authorization");
        if (header == null || header.isBlank()) {
            throw new ApiException(401, "auth.authorization_header_missing", "The Authorization header is missing.");
        }
        boolean known = Arrays.stream(TokenType.values())
                .map(type -> type.value() + " ")
                .anyMatch(scheme -> header.regionMatches(true, 0, scheme, 0, scheme.length()));
        if (!known) {
            throw new ApiException(
                    401,
                    "auth.authorization_token_type_not_supported",
                    "Only tokens of the types Bearer and DPoP are supported.");
        }
        return inHeader(context);
    }

    /// From a form (RFC 6750 §2.2), which is no place for a token that is bound.
    public static PresentedToken inForm(String value) {
        return new PresentedToken(TokenType.BEARER, value);
    }

    private void challenge(RoutingContext context) {
        if (type == TokenType.DPOP) {
            askForProof(context);
        }
    }

    static void askForProof(RoutingContext context) {
        Challenge.insteadOfBearer(context, CHALLENGE);
    }

    /// A record prints every field; this one must not.
    @Override
    public String toString() {
        return "PresentedToken[type=" + type + "]";
    }
}
