package dev.latchkey.management;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.platform.Hashes;
import dev.latchkey.platform.ManagementApi;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.Base64;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/// Strong entity tags on the answers to GET (RFC 9110 §8.8.3): who polls pays for a body only when
/// it changed. Caches on the way keep nothing, as answers may hold secrets.
@Singleton
public class EntityTags {
    private static final int HASH_BYTES = 16;

    private final ObjectMapper json;

    EntityTags(ObjectMapper json) {
        this.json = json;
    }

    @ManagementApi
    @ServerResponseFilter
    public void tag(ContainerRequestContext request, ContainerResponseContext response) throws JsonProcessingException {
        response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        if (!request.getMethod().equals(HttpMethod.GET) || response.getStatus() != 200 || !response.hasEntity()) {
            return;
        }
        String body = json.writeValueAsString(response.getEntity());
        String tag = tagOf(body);
        response.getHeaders().putSingle(HttpHeaders.ETAG, tag);
        if (matches(request.getHeaderString(HttpHeaders.IF_NONE_MATCH), tag)) {
            response.setStatus(304);
            response.setEntity(null);
        } else {
            // written as it is: the hash and the answer are one serialisation
            response.setEntity(body, response.getEntityAnnotations(), MediaType.APPLICATION_JSON_TYPE);
        }
    }

    private static String tagOf(String body) {
        byte[] hash = Arrays.copyOf(Hashes.sha256(body), HASH_BYTES);
        return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(hash) + '"';
    }

    /// RFC 9110 §13.1.2: compared weakly, so a `W/` that a proxy put in front does not count.
    private static boolean matches(String header, String tag) {
        return header != null
                && Arrays.stream(header.split(","))
                        .map(String::strip)
                        .anyMatch(known -> known.equals("*") || known.equals(tag) || known.equals("W/" + tag));
    }
}
