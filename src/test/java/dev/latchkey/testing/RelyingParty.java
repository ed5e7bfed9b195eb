package dev.latchkey.testing;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;

/// An application that people sign in to, sending what the common SDKs send.
///
/// @param secret null for a public one
public record RelyingParty(String id, String secret, String redirectUri) {
    private static final SecureRandom RANDOM = new SecureRandom();

    /// A request on its way: what the application remembers until the person comes back.
    public record Journey(String verifier, String state, Map<String, String> parameters) {
        public Journey with(String name, String value) {
            Map<String, String> changed = new LinkedHashMap<>(parameters);
            changed.put(name, value);
            return new Journey(verifier, state, changed);
        }

        public Journey without(String name) {
            Map<String, String> changed = new LinkedHashMap<>(parameters);
            changed.remove(name);
            return new Journey(verifier, state, changed);
        }

        public String url() {
            return endpoint() + "/oidc/auth?"
                    + parameters.entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + encode(entry.getValue()))
                            .collect(Collectors.joining("&"));
        }
    }

    /// The service under test.
    public static String endpoint() {
        return ConfigProvider.getConfig().getValue("latchkey.endpoint", String.class);
    }

    /// Begins as the SDKs do: PKCE, 86 characters of state, `prompt=consent`.
    public Journey journey() {
        String verifier = random(64);
        String state = random(64);
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("client_id", id);
        parameters.put("redirect_uri", redirectUri);
        parameters.put("code_challenge", s256(verifier));
        parameters.put("code_challenge_method", "S256");
        parameters.put("state", state);
        parameters.put("response_type", "code");
        parameters.put("prompt", "consent");
        parameters.put("scope", "openid offline_access profile");
        return new Journey(verifier, state, parameters);
    }

    /// Lets a person sign in with Alipay in this browser, without seeing the page.
    ///
    /// @return the address of the application that the browser ends at
    public static String signIn(Browser browser, Journey journey, String person) {
        Browser.Answer toAlipay =
                browser.get(journey.with("direct_sign_in", "social:alipay").url());
        Browser.Answer back = browser.get(toAlipay.location() + "&person=" + person);
        return browser.follow(back.location(), endpoint()).location();
    }

    /// The whole way: a person signs in, the application redeems the code.
    public Response signInAndRedeem(Browser browser, String person) {
        return signInAndRedeem(browser, journey(), person);
    }

    public Response signInAndRedeem(Browser browser, Journey journey, String person) {
        return redeem(parameter(signIn(browser, journey, person), "code"), journey);
    }

    public Response redeem(String code, Journey journey) {
        return token(Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                redirectUri,
                "code_verifier",
                journey.verifier()));
    }

    public Response refresh(String refreshToken) {
        return token(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
    }

    /// For a token for this API.
    public Response refresh(String refreshToken, String resource) {
        return token(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken, "resource", resource));
    }

    /// A request to the token endpoint: always with `client_id`, and with Basic where there is a secret.
    public Response token(Map<String, String> form) {
        return authenticated().formParams(form).post("/oidc/token");
    }

    public RequestSpecification authenticated() {
        RequestSpecification request = given().formParam("client_id", id);
        return secret == null ? request : request.auth().preemptive().basic(id, secret);
    }

    /// A parameter of the query of an address.
    public static String parameter(String address, String name) {
        return Arrays.stream(URI.create(address).getRawQuery().split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + address));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private static String s256(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
