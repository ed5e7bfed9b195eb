package dev.latchkey.audit;

import dev.latchkey.platform.Administrator;
import dev.latchkey.platform.Caller;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;

/// Records what administrators did: to what, by which application and from where. Values stay out.
@Singleton
public class AdministrationLog {
    private final AuditLog audit;
    private final Caller caller;

    AdministrationLog(AuditLog audit, Caller caller) {
        this.audit = audit;
        this.caller = caller;
    }

    /// A change of what operators set up: applications, connectors, keys.
    ///
    /// @param key for example `Application.Update`
    /// @param id of what was changed
    public void record(RoutingContext context, String key, String id) {
        record(context, of(key, id));
    }

    /// @param fields the names of those that were sent
    public void record(RoutingContext context, String key, String id, List<String> fields) {
        record(context, of(key, id).with("fields", fields));
    }

    /// Once it is done and committed.
    public void record(RoutingContext context, AuditEvent event) {
        audit.record(event.withApplication(Administrator.of(context).orElse(null))
                .with("ip", caller.address(context))
                .with("userAgent", caller.userAgent(context)));
    }

    /// The event that [#record] writes, for those who add to it.
    public static AuditEvent of(String key, String id) {
        return AuditEvent.success(key).with("entityId", id);
    }
}
