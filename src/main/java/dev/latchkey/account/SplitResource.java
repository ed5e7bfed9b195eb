package dev.latchkey.account;

import dev.latchkey.audit.AdministrationLog;
import dev.latchkey.audit.AuditEvent;
import dev.latchkey.platform.ManagementApi;
import dev.latchkey.user.IdentitySplits;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `POST /api/users/:id/identities/:target/split`: takes back a mistaken link within 30 days.
@Path("/api/users/{id}/identities/{target}/split")
@Tag(name = "Users")
@ManagementApi
@RunOnVirtualThread
class SplitResource {
    private final IdentitySplits splits;
    private final AdministrationLog log;

    SplitResource(IdentitySplits splits, AdministrationLog log) {
        this.splits = splits;
        this.log = log;
    }

    /// @param userId of the person who has the identity from now on
    record Split(String userId) {}

    @POST
    public Split split(RoutingContext context, String id, String target) {
        String made = splits.split(id, target);
        log.record(
                context,
                AuditEvent.success("Identity.Split")
                        .withUser(id)
                        .with("target", target)
                        .with("newUserId", made));
        return new Split(made);
    }
}
