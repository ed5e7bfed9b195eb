package dev.latchkey.dpop;

import static dev.latchkey.oauth.OAuthError.INVALID_DPOP_PROOF;
import static dev.latchkey.oauth.OAuthError.INVALID_TOKEN;

import dev.latchkey.client.Application;
import dev.latchkey.client.Applications;
import dev.latchkey.oauth.KeyThumbprint;
import dev.latchkey.oauth.TokenType;
import dev.latchkey.platform.Hashes;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Base64;
import java.util.Optional;

/// What an access token that is bound to a key asks of a request to a resource of ours (RFC 9449 §7).
@Singleton
public class BoundTokens {
    private final Proofs proofs;
    private final Applications applications;

    BoundTokens(Proofs proofs, Applications applications) {
        this.proofs = proofs;
        this.applications = applications;
    }

    /// Refuses a token that is bound and comes without a proof of its key, and one that is not bound and comes
    /// with one.
    ///
    /// @param address of the resource
    /// @param boundTo the key of the token, if it is bound
    /// @param clientId whose token it is
    public void require(
            RoutingContext context,
            String address,
            PresentedToken token,
            Optional<KeyThumbprint> boundTo,
            String clientId) {
        if (boundTo.isPresent()) {
            PresentedToken.askForProof(context);
        }
        if (token.type() != TokenType.of(boundTo)) {
            throw INVALID_TOKEN.because("the access token is of type "
                    + TokenType.of(boundTo).value() + " and was sent as "
                    + token.type().value());
        }
        if (boundTo.isPresent()) {
            Application application = applications
                    .find(clientId)
                    .orElseThrow(() -> INVALID_TOKEN.because("the application of the access token is gone"));
            requireProof(context, address, token, boundTo.get(), application);
        }
    }

    private void requireProof(
            RoutingContext context, String address, PresentedToken token, KeyThumbprint key, Application application) {
        proofs.offerNonce(context, application);
        Proof proof = Proofs.proof(context).orElseThrow(() -> INVALID_DPOP_PROOF.because("DPoP proof is missing"));
        if (!proof.key().equals(key)) {
            throw INVALID_TOKEN.because("the access token is bound to another key than that of the proof");
        }
        proofs.check(proof, context, address, application);
        if (!proof.accessTokenHash().equals(Optional.of(hash(token)))) {
            throw INVALID_DPOP_PROOF.because("ath is not the hash of the access token");
        }
        proofs.claim(proof);
    }

    /// RFC 9449 §4.2.
    private static String hash(PresentedToken token) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Hashes.sha256(token.value()));
    }
}
