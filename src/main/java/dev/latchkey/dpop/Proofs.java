package dev.latchkey.dpop;

import static dev.latchkey.oauth.OAuthError.INVALID_DPOP_PROOF;
import static dev.latchkey.oauth.OAuthError.INVALID_REQUEST;
import static dev.latchkey.oauth.OAuthError.USE_DPOP_NONCE;

import dev.latchkey.client.Application;
import dev.latchkey.client.AuthenticatedClient;
import dev.latchkey.oauth.KeyThumbprint;
import dev.latchkey.platform.LatchkeyConfig;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Checks that the proof in a request belongs to it (RFC 9449 §4.3).
@Singleton
public class Proofs {
    private static final String HEADER = "DPoP";
    private static final long MAX_AGE = Duration.ofMinutes(5).toSeconds();
    /// FAPI 2.0 §5.3.2.1: clocks ahead by ten seconds shall pass, those by more than sixty shall not.
    private static final long MAX_AHEAD = 60;

    private final DpopPolicy policy;
    private final Nonces nonces;
    private final UsedProofs used;
    private final Clock clock;
    private final String issuer;

    Proofs(DpopPolicy policy, Nonces nonces, UsedProofs used, Clock clock, LatchkeyConfig config) {
        this.policy = policy;
        this.nonces = nonces;
        this.used = used;
        this.clock = clock;
        this.issuer = config.issuer();
    }

    /// The client, with the key that it proves to hold; refused where its tokens must be bound and it proves
    /// none.
    ///
    /// @param path of the endpoint below the issuer
    public AuthenticatedClient bind(RoutingContext context, String path, AuthenticatedClient client) {
        Optional<KeyThumbprint> key = find(context, path, client.application());
        if (key.isEmpty() && policy.requiresProof(client.application())) {
            throw INVALID_REQUEST.because("this application has to send a DPoP proof"); // RFC 9449 §5.2
        }
        return key.map(client::holding).orElse(client);
    }

    /// The key that a request proves, if it has a proof: where one is welcome but not required, as with pushed
    /// authorization requests (RFC 9449 §10.1).
    ///
    /// @param path of the endpoint below the issuer
    public Optional<KeyThumbprint> find(RoutingContext context, String path, Application application) {
        offerNonce(context, application);
        Optional<Proof> proof = proof(context);
        proof.ifPresent(found -> {
            check(found, context, issuer + path, application);
            claim(found);
        });
        return proof.map(Proof::key);
    }

    /// Tells a client that needs a nonce which one to use next (RFC 9449 §8.2).
    void offerNonce(RoutingContext context, Application application) {
        if (policy.requiresNonce(application)) {
            context.response().putHeader("DPoP-Nonce", nonces.current());
        }
    }

    /// The proof that a request carries, not yet held against anything.
    static Optional<Proof> proof(RoutingContext context) {
        List<String> headers = context.request().headers().getAll(HEADER);
        if (headers.size() > 1) {
            throw INVALID_DPOP_PROOF.because("there must be one DPoP header alone");
        }
        return headers.stream().findFirst().map(Proof::parse);
    }

    /// Everything but whether the proof is new.
    ///
    /// @param address what is called
    void check(Proof proof, RoutingContext context, String address, Application application) {
        require(proof.method().equals(context.request().method().name()), "htm is another method");
        require(TargetUri.of(proof.uri()).equals(TargetUri.of(address)), "htu is another address");
        long now = clock.instant().getEpochSecond();
        require(proof.issuedAt() >= now - MAX_AGE, "iat is too long ago");
        require(proof.issuedAt() <= now + MAX_AHEAD, "iat is in the future");
        requireFresh(proof, context, application);
    }

    /// Last of all, so that a proof which is refused for something else may be sent again as it should be.
    void claim(Proof proof) {
        Instant until = Instant.ofEpochSecond(proof.issuedAt() + MAX_AGE + 1);
        require(used.claim(proof, until), "this proof was used before: jti must be new");
    }

    private void requireFresh(Proof proof, RoutingContext context, Application application) {
        boolean good = proof.nonce().map(nonces::isGood).orElse(!policy.requiresNonce(application));
        if (!good) {
            context.response().putHeader("DPoP-Nonce", nonces.current());
            throw USE_DPOP_NONCE.because("the proof must hold the nonce that comes with this answer");
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw INVALID_DPOP_PROOF.because(otherwise);
        }
    }
}
