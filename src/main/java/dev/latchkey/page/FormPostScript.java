package dev.latchkey.page;

import io.quarkus.runtime.annotations.RegisterResources;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/// The one script of the service: it sends the form of [FormPostPage]. A file, because no page allows
/// scripts inside it.
@RegisterResources(globs = "dev/latchkey/page/form-post.js")
@Singleton
@Path("/assets/page/form-post.js")
public class FormPostScript {
    private final byte[] content = read();

    @GET
    @NonBlocking
    @Operation(hidden = true)
    @Produces("text/javascript;charset=UTF-8")
    public RestResponse<byte[]> serve() {
        return ResponseBuilder.ok(content)
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=3600")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    private static byte[] read() {
        try (InputStream file = FormPostScript.class.getResourceAsStream("form-post.js")) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
