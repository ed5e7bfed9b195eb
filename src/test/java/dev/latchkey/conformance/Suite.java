package dev.latchkey.conformance;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.testing.Admin;
import dev.latchkey.testing.Browser;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The suite's part: its browser, which knows forms, links and redirects and no script; its user, of whom
/// every standard claim is known.
final class Suite {
    static final String CALLBACK = "https://suite.example/test/a/latchkey/callback";
    static final String ISSUER = endpoint() + "/oidc";
    static final String USERNAME = "conformance_user";

    private static final String PASSWORD = "seventeen bicycles in the rain";
    private static final Pattern INPUT =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">");
    private static final SecureRandom RANDOM = new SecureRandom();

    private Suite() {}

    /// Lets people sign in with a password, and makes the user.
    static void prepare(Admin admin) {
        admin.offerPasswords();
        boolean exists = !admin.request()
                .get("/api/users?search.username=" + USERNAME)
                .jsonPath()
                .getList("$")
                .isEmpty();
        if (!exists) {
            createUser(admin);
        }
    }

    private static void createUser(Admin admin) {
        Map<String, Object> address = Map.of(
                "formatted", "100 Universal City Plaza",
                "streetAddress", "100 Universal City Plaza",
                "locality", "Hollywood",
                "region", "CA",
                "postalCode", "91608",
                "country", "USA");
        Map<String, Object> profile = new HashMap<>(Map.of(
                "familyName", "User",
                "givenName", "Demo",
                "middleName", "Theresa",
                "nickname", "Dee",
                "preferredUsername", "dee",
                "profile", "https://example.com/dee",
                "website", "https://openid.net/",
                "gender", "female",
                "birthdate", "2000-02-03"));
        profile.putAll(Map.of("zoneinfo", "America/Los_Angeles", "locale", "en-US", "address", address));
        Map<String, Object> user = new HashMap<>(Map.of(
                "username", USERNAME,
                "password", PASSWORD,
                "primaryEmail", "user@example.com",
                "primaryPhone", "15555550000",
                "name", "Demo T. User",
                "avatar", "https://example.com/dee.png"));
        user.put("profile", profile);
        admin.request().body(user).post("/api/users").then().statusCode(200);
    }

    static String random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /// The challenge of a verifier (RFC 7636 §4.2).
    static String s256(String verifier) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(verifier));
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String url(String address, Map<String, String> parameters) {
        return address + "?"
                + parameters.entrySet().stream()
                        .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                        .collect(Collectors.joining("&"));
    }

    /// Signs the user in, if the page that came asks for it, and goes on to whatever comes then.
    static Browser.Answer signIn(Browser browser, Browser.Answer page) {
        if (!isSignInPage(page)) {
            return page;
        }
        Browser.Answer proved = browser.post(
                endpoint() + page.action("/sign-in/password"),
                Map.of("csrf", page.field("csrf"), "username", USERNAME, "password", PASSWORD));
        return browser.follow(proved.location(), endpoint());
    }

    static boolean isSignInPage(Browser.Answer answer) {
        return answer.status() == 200 && answer.body().contains("action=\"/sign-in/password");
    }

    /// What the application gets, by redirect or by a form of the browser's.
    static Map<String, String> response(Browser.Answer answer, String callback) {
        if (answer.status() == 200) {
            assertTrue(
                    answer.body().contains("action=\"" + callback + "\""),
                    () -> "no answer to the application: " + answer.body());
            return hidden(answer.body());
        }
        String location = answer.location();
        assertTrue(location.startsWith(callback), location);
        String rest = location.substring(callback.length());
        assertTrue(rest.startsWith("?") || callback.contains("?") && rest.startsWith("&"), location);
        return decode(rest.substring(1));
    }

    static Map<String, String> with(Map<String, String> request, String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(request);
        changed.put(name, value);
        return changed;
    }

    static Map<String, String> without(Map<String, String> request, String name) {
        Map<String, String> changed = new LinkedHashMap<>(request);
        changed.remove(name);
        return changed;
    }

    /// Code, state and issuer, and nothing besides.
    static void assertGoodAnswer(Map<String, String> request, Map<String, String> answer) {
        assertEquals(Set.of("code", "state", "iss"), answer.keySet(), answer::toString);
        assertEquals(request.get("state"), answer.get("state"));
        assertEquals(ISSUER, answer.get("iss"));
    }

    /// An error with state and issuer, and nothing besides.
    static void assertRefused(Map<String, String> request, Browser.Answer back, String callback, String error) {
        Map<String, String> answer = new HashMap<>(response(back, callback));
        assertEquals(error, answer.remove("error"), answer::toString);
        answer.remove("error_description");
        assertEquals(Map.of("state", request.get("state"), "iss", ISSUER), answer);
    }

    private static Map<String, String> hidden(String page) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher matcher = INPUT.matcher(page);
        while (matcher.find()) {
            fields.put(matcher.group(1), unescape(matcher.group(2)));
        }
        return fields;
    }

    private static String unescape(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    private static Map<String, String> decode(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            String[] parts = pair.split("=", 2);
            String former = parameters.put(text(parts[0]), text(parts[1]));
            assertEquals(null, former, "a parameter comes twice: " + query);
        }
        return parameters;
    }

    private static String text(String encoded) {
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
