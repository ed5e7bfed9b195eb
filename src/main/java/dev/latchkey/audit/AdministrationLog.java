package dev.latchkey.audit;

import dev.latchkey.platform.Administrator;
import dev.latchkey.platform.Caller;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/// Records what administrators did to people's accounts: by which application and from where. Values stay out.
@Singleton
public class AdministrationLog {
    private final AuditLog audit;
    private final Caller caller;

    AdministrationLog(AuditLog audit, Caller caller) {
        this.audit = audit;
        this.caller = caller;
    }

    /// Once it is done and committed.
    public void record(RoutingContext context, AuditEvent event) {
        audit.record(event.withApplication(Administrator.of(context).orElse(null))
                .with("ip", caller.address(context))
                .with("userAgent", caller.userAgent(context)));
    }
}
