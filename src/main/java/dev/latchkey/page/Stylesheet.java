package dev.latchkey.page;

import dev.latchkey.platform.Hashes;
import io.quarkus.runtime.annotations.RegisterResources;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/// The one style sheet, under a name that changes with its content, so that browsers keep it for ever.
///
/// Not a static resource: while replicas of two versions run side by side, a page of one may ask the
/// other for its style sheet. The answer is then the wrong one, and must not be kept.
@RegisterResources(globs = "dev/latchkey/page/page.css")
@Named("stylesheet")
@Singleton
@Path("/assets/page")
public class Stylesheet {
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private final byte[] content = read();
    private final String version = HexFormat.of().formatHex(Hashes.sha256(content), 0, 6);

    /// The address for a page's head.
    public String href() {
        return "/assets/page/" + version + ".css";
    }

    @GET
    @NonBlocking
    @Operation(hidden = true)
    @Path("{name}.css")
    @Produces("text/css;charset=UTF-8")
    public RestResponse<byte[]> serve(@RestPath String name) {
        return ResponseBuilder.ok(content)
                .header(HttpHeaders.CACHE_CONTROL, name.equals(version) ? FOR_EVER : "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    private static byte[] read() {
        try (InputStream file = Stylesheet.class.getResourceAsStream("page.css")) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
