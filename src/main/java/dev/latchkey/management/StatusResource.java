package dev.latchkey.management;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/// Tells that the service answers; for load balancers that know no better address.
@Path("/api/status")
class StatusResource {
    @GET
    public void status() {
        // 204: being able to answer is all there is to say
    }
}
