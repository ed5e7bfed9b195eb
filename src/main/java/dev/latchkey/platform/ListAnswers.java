package dev.latchkey.platform;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestResponse;

/// Lists with their `Total-Number` and, when paged, their `Link` headers (RFC 8288), one for each
/// relation. The links begin with the configured endpoint, never with a request header.
@Singleton
public class ListAnswers {
    private final LatchkeyConfig config;

    ListAnswers(LatchkeyConfig config) {
        this.config = config;
    }

    public <T> RestResponse<List<T>> answer(UriInfo request, Optional<Paging> paging, Listing<T> listing) {
        return answer(request, paging, listing, listing.items());
    }

    /// @param body what the items are wrapped in
    public <E> RestResponse<E> answer(UriInfo request, Optional<Paging> paging, Listing<?> listing, E body) {
        RestResponse.ResponseBuilder<E> answer =
                RestResponse.ResponseBuilder.ok(body).header("Total-Number", listing.total());
        if (listing.isCapped()) {
            answer.header("Total-Number-Is-Capped", true);
        }
        paging.ifPresent(asked ->
                links(request.getRequestUri(), asked, listing).forEach(link -> answer.header(HttpHeaders.LINK, link)));
        return answer.build();
    }

    /// Nobody knows the last page of a list that was not counted to its end.
    private Stream<String> links(URI request, Paging paging, Listing<?> listing) {
        long last = listing.isCapped() ? Paging.MAX_PAGE : paging.last(listing.total());
        boolean hasNext = listing.isCapped() ? listing.items().size() == paging.size() : paging.page() < last;
        return Stream.of(
                        link(request, paging, 1, "first"),
                        paging.page() > 1 ? link(request, paging, Math.min(paging.page() - 1, last), "prev") : null,
                        hasNext ? link(request, paging, paging.page() + 1, "next") : null,
                        listing.isCapped() ? null : link(request, paging, last, "last"))
                .filter(link -> link != null);
    }

    private String link(URI request, Paging paging, long page, String relation) {
        return "<" + config.baseUrl() + request.getRawPath() + "?" + otherParameters(request) + "page=" + page
                + "&page_size=" + paging.size() + ">; rel=\"" + relation + "\"";
    }

    private static String otherParameters(URI request) {
        String query = request.getRawQuery();
        return query == null
                ? ""
                : Arrays.stream(query.split("&"))
                        .filter(pair -> !pair.isEmpty() && !isPaging(pair))
                        .map(pair -> pair + "&")
                        .collect(Collectors.joining());
    }

    private static boolean isPaging(String pair) {
        String name = URLDecoder.decode(pair.split("=", 2)[0], StandardCharsets.UTF_8);
        return name.equals("page") || name.equals("page_size");
    }
}
