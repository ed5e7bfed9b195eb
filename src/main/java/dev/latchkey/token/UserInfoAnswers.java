package dev.latchkey.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.client.Application;
import dev.latchkey.key.Algorithm;
import dev.latchkey.key.TokenSigner;
import dev.latchkey.platform.LatchkeyConfig;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Userinfo on the wire (OIDC Core §5.3.2): JSON, or a JWT for an application that registered an
/// algorithm.
@Singleton
class UserInfoAnswers {
    private static final String JWT = "application/jwt";

    private final AnswerAlgorithms algorithms;
    private final TokenSigner signer;
    private final ObjectMapper json;
    private final String issuer;

    UserInfoAnswers(AnswerAlgorithms algorithms, TokenSigner signer, ObjectMapper json, LatchkeyConfig config) {
        this.algorithms = algorithms;
        this.signer = signer;
        this.json = json;
        this.issuer = config.issuer();
    }

    Response.ResponseBuilder of(Map<String, Object> claims, Application application) {
        Optional<Algorithm> algorithm = algorithms.ofUserInfo(application);
        return algorithm.isPresent()
                ? Response.ok(sign(claims, application, algorithm.get()), JWT)
                : Response.ok(write(claims), MediaType.APPLICATION_JSON_TYPE);
    }

    /// It says of whom and for whom it is, and not how long it holds: so nobody takes it for an ID token.
    private String sign(Map<String, Object> claims, Application application, Algorithm algorithm) {
        Map<String, Object> signed = new LinkedHashMap<>(claims);
        signed.put("iss", issuer);
        signed.put("aud", application.id());
        return signer.sign(algorithm, "JWT", signed);
    }

    private String write(Map<String, Object> claims) {
        try {
            return json.writeValueAsString(claims);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("claims are not JSON", e);
        }
    }
}
