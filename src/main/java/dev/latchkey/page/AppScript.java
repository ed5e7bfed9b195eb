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

/// The script of pages that are shown inside an app or wait for one, under a name that changes with its
/// content like that of the [Stylesheet]. Without it the pages do what a browser does.
@RegisterResources(globs = "dev/latchkey/page/app.js")
@Named("appScript")
@Singleton
@Path("/assets/page/app")
public class AppScript {
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private final byte[] content = read();
    private final String version = HexFormat.of().formatHex(Hashes.sha256(content), 0, 6);

    /// The address for a page.
    public String src() {
        return "/assets/page/app/" + version + ".js";
    }

    @GET
    @NonBlocking
    @Operation(hidden = true)
    @Path("{name}.js")
    @Produces("text/javascript;charset=UTF-8")
    public RestResponse<byte[]> serve(@RestPath String name) {
        return ResponseBuilder.ok(content)
                .header(HttpHeaders.CACHE_CONTROL, name.equals(version) ? FOR_EVER : "no-store")
                .header(HttpHeaders.ETAG, '"' + version + '"')
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    private static byte[] read() {
        try (InputStream file = AppScript.class.getResourceAsStream("app.js")) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
