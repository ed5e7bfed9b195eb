package dev.latchkey.audit;

import dev.latchkey.platform.ApiException;
import dev.latchkey.platform.ListAnswers;
import dev.latchkey.platform.ManagementApi;
import dev.latchkey.platform.Paging;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/// `/api/logs` (reference section 9).
@Path("/api/logs")
@Tag(name = "Logs")
@ManagementApi
@RunOnVirtualThread
class LogResource {
    private static final Pattern ID = Pattern.compile("[0-9a-z]{21}");

    private final AuditEvents events;
    private final ListAnswers lists;

    LogResource(AuditEvents events, ListAnswers lists) {
        this.events = events;
        this.lists = lists;
    }

    @GET
    @Parameter(in = ParameterIn.QUERY, name = "page", description = "from 1 on")
    @Parameter(in = ParameterIn.QUERY, name = "page_size", description = "1 to 100; 20 unless said otherwise")
    @Parameter(in = ParameterIn.QUERY, name = "userId", description = "whom it concerns")
    @Parameter(in = ParameterIn.QUERY, name = "applicationId", description = "which application has to do with it")
    @Parameter(in = ParameterIn.QUERY, name = "logKey", description = "what happened")
    @Parameter(in = ParameterIn.QUERY, name = "supportId", description = "the code on an error page")
    @Parameter(in = ParameterIn.QUERY, name = "start_time", description = "milliseconds since the epoch")
    @Parameter(in = ParameterIn.QUERY, name = "end_time", description = "milliseconds since the epoch")
    public RestResponse<List<LogEntry>> list(UriInfo request) {
        MultivaluedMap<String, String> query = request.getQueryParameters();
        Paging paging = Paging.of(query);
        boolean capped = "true".equals(query.getFirst("enableCap"));
        return lists.answer(request, Optional.of(paging), events.list(LogFilter.parse(query), paging, capped));
    }

    @GET
    @Path("{id}")
    public LogEntry find(String id) {
        return Optional.of(id)
                .filter(text -> ID.matcher(text).matches())
                .flatMap(events::find)
                .orElseThrow(() -> ApiException.notFound("log", id));
    }
}
