package dev.latchkey.key;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.platform.LatchkeyConfig;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Verifies JWTs that this service signed itself: access tokens for its own API, ID tokens that come
/// back as hints. The key is chosen by `kid` and brings its one algorithm; the token chooses nothing.
@Singleton
public class TokenVerifier {
    private static final int MAX_LENGTH = 16 * 1024;
    private static final int TEN_YEARS = 10 * 365 * 24 * 60 * 60;

    /// Access tokens and logout tokens name another (RFC 9068 §2.1, OIDC Back-Channel Logout §2.4).
    private static final Predicate<String> ID_TOKEN = "JWT"::equals;

    /// RFC 7515 §2 and §7.1; libraries read other alphabets of Base64 as well.
    private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

    private final SigningKeys keys;
    private final JWTParser parser;
    private final ObjectMapper json;
    private final String issuer;

    TokenVerifier(SigningKeys keys, JWTParser parser, ObjectMapper json, LatchkeyConfig config) {
        this.keys = keys;
        this.parser = parser;
        this.json = json;
        this.issuer = config.issuer();
    }

    /// The claims of a token that is ours and still good; empty for anything else.
    public Optional<ObjectNode> verify(String jwt) {
        return verify(jwt, 0, _ -> true, keys::find);
    }

    /// Another number whenever the keys may be others: whoever remembers a verdict remembers it for one of them.
    public long keyGeneration() {
        return keys.generation();
    }

    /// The claims of an ID token that is ours, expired or not (OIDC RP-Initiated Logout §2). Its key may have
    /// retired since: people stay signed in for longer than a key is published.
    public Optional<ObjectNode> verifyHint(String jwt) {
        return verify(jwt, TEN_YEARS, ID_TOKEN, keys::findKept);
    }

    private Optional<ObjectNode> verify(
            String jwt, int expiryGrace, Predicate<String> type, Function<String, Optional<SigningKey>> find) {
        if (jwt.length() > MAX_LENGTH || !COMPACT.matcher(jwt).matches()) {
            return Optional.empty();
        }
        String[] parts = jwt.split("\\.");
        return decode(parts[0])
                .filter(header -> type.test(header.path("typ").asText()))
                .flatMap(header -> find.apply(header.path("kid").asText()))
                .filter(key -> isSignedBy(key, jwt, expiryGrace))
                .flatMap(key -> decode(parts[1]));
    }

    private boolean isSignedBy(SigningKey key, String jwt, int expiryGrace) {
        JWTAuthContextInfo expected = new JWTAuthContextInfo(key.publicKey(), issuer);
        expected.setSignatureAlgorithm(
                Set.of(SignatureAlgorithm.fromAlgorithm(key.algorithm().name())));
        expected.setClockSkew(expiryGrace);
        try {
            parser.parse(jwt, expected);
            return true;
        } catch (ParseException _) {
            return false;
        }
    }

    private Optional<ObjectNode> decode(String part) {
        try {
            return json.readTree(Base64.getUrlDecoder().decode(part)) instanceof ObjectNode object
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
