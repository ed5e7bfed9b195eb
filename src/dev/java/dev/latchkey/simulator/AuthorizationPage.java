package dev.latchkey.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// `publicAppAuthorize.htm`: lets the visitor choose who to be, and sends them back with a code.
final class AuthorizationPage implements HttpHandler {
    static final String PATH = "/oauth2/publicAppAuthorize.htm";

    private static final Pattern STATE = Pattern.compile("[A-Za-z0-9+/=_-]{0,100}");
    private static final Set<String> SCOPES = Set.of("auth_base", "auth_user", "auth_zhima", "auth_ecard", "id_verify");

    private final Function<String, Optional<SimulatedApp>> apps;
    private final Grants grants;

    AuthorizationPage(Function<String, Optional<SimulatedApp>> apps, Grants grants) {
        this.apps = apps;
        this.grants = grants;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            // The server keeps 200 idle connections and hangs up on all others without a word; those of
            // many visitors, who come once, must not cost the gateway's callers theirs.
            exchange.getResponseHeaders().set("Connection", "close");
            answer(exchange).send(exchange);
        }
    }

    private Reply answer(HttpExchange exchange) {
        if (!exchange.getRequestMethod().equals("GET")) {
            return mistake("method", "this page is only for GET");
        }
        try {
            Map<String, String> parameters = Form.parse(exchange.getRequestURI().getRawQuery(), StandardCharsets.UTF_8);
            return problem(parameters).orElseGet(() -> choice(parameters));
        } catch (IllegalArgumentException e) {
            return mistake("query", e.getMessage());
        }
    }

    private Optional<Reply> problem(Map<String, String> parameters) {
        Optional<SimulatedApp> app = apps.apply(parameters.getOrDefault("app_id", ""));
        if (app.isEmpty()) {
            return Optional.of(mistake("app_id", "no such app"));
        }
        if (!isCallback(parameters.getOrDefault("redirect_uri", ""), app.get())) {
            return Optional.of(mistake("redirect_uri", "not the callback address of the app"));
        }
        if (!SCOPES.containsAll(scopes(parameters))) {
            return Optional.of(mistake("scope", "scopes are separated by commas, and each must be known"));
        }
        if (!STATE.matcher(parameters.getOrDefault("state", "")).matches()) {
            return Optional.of(mistake("state", "at most 100 base64 characters"));
        }
        return Optional.empty();
    }

    private static boolean isCallback(String address, SimulatedApp app) {
        URI uri = URI.create(address);
        boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        return web
                && uri.getHost() != null
                && uri.getRawFragment() == null
                && (app.callbacks().isEmpty() || app.callbacks().contains(address));
    }

    private Reply choice(Map<String, String> parameters) {
        String chosen = parameters.get("person");
        if (chosen == null) {
            return Reply.page(200, Html.page("支付宝模拟器 · Alipay simulator", persons(parameters)));
        }
        return Person.find(chosen)
                .map(person -> Reply.redirect(callback(parameters, person)))
                .orElseGet(() -> mistake("person", "nobody has this id"));
    }

    private static String persons(Map<String, String> parameters) {
        return Person.ALL.stream()
                .map(person -> {
                    Map<String, String> link = new LinkedHashMap<>(parameters);
                    link.put("person", person.id());
                    return "<a href=\"%s\">%s<br><small>%s</small></a>"
                            .formatted(Html.escape(PATH + "?" + query(link)), Html.escape(person.label()), person.id());
                })
                .collect(Collectors.joining("\n"));
    }

    private String callback(Map<String, String> parameters, Person person) {
        String appId = parameters.get("app_id");
        List<String> scopes = scopes(parameters);
        Map<String, String> result = new LinkedHashMap<>();
        result.put("app_id", appId);
        result.put("source", "alipay_wallet");
        result.put("scope", String.join(",", scopes));
        Optional.ofNullable(parameters.get("state")).ifPresent(state -> result.put("state", state));
        result.put("auth_code", grants.code(new Grants.Grant(appId, person, scopes)));
        String address = parameters.get("redirect_uri");
        return address + (address.contains("?") ? "&" : "?") + query(result);
    }

    private static List<String> scopes(Map<String, String> parameters) {
        return List.of(parameters.getOrDefault("scope", "").split(","));
    }

    private static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static Reply mistake(String parameter, String what) {
        return Reply.page(400, Html.page("授权失败", "<p>" + Html.escape(parameter + ": " + what) + "</p>"));
    }
}
