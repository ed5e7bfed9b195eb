package dev.latchkey.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A browser as far as HTTP goes: keeps cookies per origin, follows redirects only when told to.
public final class Browser {
    private static final int MAX_REDIRECTS = 10;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, Map<String, String>> cookies = new ConcurrentHashMap<>();
    private final String userAgent;

    public Browser() {
        this("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
    }

    /// @param userAgent what it calls itself
    public Browser(String userAgent) {
        this.userAgent = userAgent;
    }

    /// What came back.
    public record Answer(URI uri, int status, String body, Map<String, List<String>> headers) {
        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of(""))
                    .getFirst();
        }

        /// Where a redirect leads, resolved.
        public String location() {
            assertEquals(true, status / 100 == 3, () -> "no redirect but " + status + ": " + body);
            return uri.resolve(header("location")).toString();
        }

        /// The value of a form's hidden field.
        public String field(String name) {
            return find("name=\"" + name + "\"[^>]* value=\"([^\"]*)\"");
        }

        /// The action of the first form whose address begins so.
        public String action(String prefix) {
            return find("action=\"(" + Pattern.quote(prefix) + "[^\"]*)\"").replace("&amp;", "&");
        }

        private String find(String pattern) {
            Matcher matcher = Pattern.compile(pattern).matcher(body);
            assertEquals(true, matcher.find(), () -> pattern + " is not in " + body);
            return matcher.group(1);
        }
    }

    public Answer get(String uri) {
        return send(HttpRequest.newBuilder(URI.create(uri)).GET());
    }

    /// Follows redirects as long as they stay below one of these addresses.
    public Answer follow(String uri, String... within) {
        Answer answer = get(uri);
        for (int i = 0; i < MAX_REDIRECTS && answer.status() / 100 == 3; i++) {
            String location = answer.location();
            if (List.of(within).stream().noneMatch(location::startsWith)) {
                return answer;
            }
            answer = get(location);
        }
        return answer;
    }

    public Answer post(String uri, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(URI.create(uri))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", origin(URI.create(uri)))
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public Map<String, String> cookies(String uri) {
        return cookies.computeIfAbsent(origin(URI.create(uri)), ignored -> new ConcurrentHashMap<>());
    }

    private Answer send(HttpRequest.Builder builder) {
        HttpRequest plain = builder.build();
        Map<String, String> jar = cookies(plain.uri().toString());
        builder.header("User-Agent", userAgent);
        builder.header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        if (!jar.isEmpty()) {
            builder.header(
                    "Cookie",
                    jar.entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + entry.getValue())
                            .collect(Collectors.joining("; ")));
        }
        try {
            HttpResponse<String> response =
                    client.send(builder.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            response.headers().allValues("Set-Cookie").forEach(cookie -> store(jar, cookie));
            return new Answer(
                    plain.uri(),
                    response.statusCode(),
                    response.body(),
                    response.headers().map());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void store(Map<String, String> jar, String header) {
        String pair = header.split(";", 2)[0];
        String name = pair.substring(0, pair.indexOf('='));
        if (header.contains("Max-Age=0")) {
            jar.remove(name);
        } else {
            jar.put(name, pair.substring(name.length() + 1));
        }
    }

    private static String origin(URI uri) {
        return uri.getScheme() + "://" + uri.getAuthority();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
