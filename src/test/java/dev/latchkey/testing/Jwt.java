package dev.latchkey.testing;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/// A JWT as a relying party sees it, verified by a library that shares no code with the service.
public record Jwt(String text, JsonNode header, JsonNode claims) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public static Jwt of(String text) {
        String[] parts = text.split("\\.");
        return new Jwt(text, read(parts[0]), read(parts[1]));
    }

    public boolean isSignedByPublishedKey() {
        try {
            JsonWebKeySet keys = new JsonWebKeySet(given().get("/oidc/jwks").asString());
            JsonWebSignature signature = new JsonWebSignature();
            signature.setCompactSerialization(text);
            signature.setKey(keys.findJsonWebKey(header.get("kid").asText(), null, null, null)
                    .getKey());
            return signature.verifySignature();
        } catch (JoseException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode read(String part) {
        try {
            return JSON.readTree(Base64.getUrlDecoder().decode(part));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
