package dev.latchkey.token;

import static dev.latchkey.token.PersonClaim.EMAIL;
import static dev.latchkey.token.PersonClaim.NAME;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.client.Application;
import dev.latchkey.client.ApplicationType;
import dev.latchkey.client.CustomClientMetadata;
import dev.latchkey.client.OidcClientMetadata;
import dev.latchkey.oauth.OAuthError;
import dev.latchkey.oauth.OAuthException;
import dev.latchkey.oauth.Scopes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// OIDC Core §5.5: what a claims request means, and what is none.
class ClaimsRequestTest {
    @Test
    void namesWhatIsWantedWhere() {
        ClaimsRequest request = ClaimsRequest.parse("""
                {"userinfo": {"email": {"essential": true}, "name": null, "http://example.info/claims/groups": null},
                 "id_token": {"auth_time": {"essential": true}, "email": {"value": "lin@example.com"},
                              "acr": {"values": ["urn:mace:incommon:iap:silver"]}},
                 "later": ["whatever"]}""");
        assertEquals(new RequestedClaims(Set.of(EMAIL, NAME), Set.of(EMAIL)), request.claims());
        assertTrue(request.admits("anybody"));
        assertTrue(request.isLevelOffered());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"userinfo\":null}", "{\"id_token\":{}}", "{\"userinfo\":{\"unknown\":null}}"})
    void mayAskForNothing(String text) {
        assertEquals(ClaimsRequest.NONE, ClaimsRequest.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "[]",
                "null",
                "\"userinfo\"",
                "1",
                "{",
                "{}{}",
                "{\"userinfo\":{}} x",
                "{'userinfo':{}}",
                "{\"userinfo\":[]}",
                "{\"userinfo\":\"email\"}",
                "{\"userinfo\":{\"email\":true}}",
                "{\"userinfo\":{\"email\":\"a@b.example\"}}",
                "{\"userinfo\":{\"email\":[]}}",
                "{\"userinfo\":{\"unknown\":1}}",
                "{\"userinfo\":{\"email\":{\"essential\":\"true\"}}}",
                "{\"userinfo\":{\"email\":{\"essential\":1}}}",
                "{\"id_token\":{\"acr\":{\"values\":\"1\"}}}",
                "{\"id_token\":{\"acr\":{\"values\":[]}}}",
                "{\"id_token\":{\"acr\":{\"value\":\"1\",\"values\":[\"1\"]}}}",
                "{\"userinfo\":{\"email\":null,\"email\":null}}",
                "{\"userinfo\":{},\"userinfo\":{}}",
                "{\"x\":[[[[[[[[[[]]]]]]]]]]}",
                "{\"userinfo\":{\"sub\":{\"value\":\"a\"}},\"id_token\":{\"sub\":{\"value\":\"b\"}}}",
            })
    void isRefusedWhenItIsNone(String text) {
        OAuthException refusal = assertThrows(OAuthException.class, () -> ClaimsRequest.parse(text));
        assertEquals(OAuthError.INVALID_REQUEST, refusal.error());
    }

    @Test
    void isRefusedWhenItIsLong() {
        String name = "x".repeat(4096);
        assertThrows(OAuthException.class, () -> ClaimsRequest.parse("{\"userinfo\":{\"" + name + "\":null}}"));
    }

    @Test
    void isAnsweredOrRefusedWhateverItHolds() {
        Random random = new Random(1);
        String alphabet = "{}[]:,\"\\u0 1eE-.tfnxsubacrvalues\u0000\ud800林";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder("{\"userinfo\":");
            for (int length = random.nextInt(24); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            parseOrRefuse(text.toString());
        }
    }

    private static void parseOrRefuse(String text) {
        try {
            ClaimsRequest.parse(text);
        } catch (OAuthException refusal) {
            assertEquals(OAuthError.INVALID_REQUEST, refusal.error());
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            delimiter = '|',
            value = {
                "{\"id_token\":{\"sub\":{\"value\":\"lin\"}}}               | true  | false",
                "{\"id_token\":{\"sub\":{\"values\":[\"lin\",\"wei\"]}}}    | true  | true",
                "{\"userinfo\":{\"sub\":{\"value\":\"wei\"}}}               | false | true",
                "{\"userinfo\":{\"sub\":{\"essential\":true}}}              | true  | true",
                "{\"id_token\":{\"sub\":null}}                              | true  | true",
                "{\"id_token\":{\"sub\":{\"value\":null}}}                  | false | false",
                "{\"id_token\":{\"sub\":{\"value\":7}}}                     | false | false",
                "{\"id_token\":{\"sub\":{\"value\":{\"lin\":\"wei\"}}}}     | false | false",
            })
    void speaksOfThePeopleWhomItNames(String text, boolean lin, boolean wei) {
        ClaimsRequest request = ClaimsRequest.parse(text);
        assertEquals(lin, request.admits("lin"));
        assertEquals(wei, request.admits("wei"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            delimiter = '|',
            value = {
                "{\"id_token\":{\"acr\":{\"essential\":true}}}                                | true",
                "{\"id_token\":{\"acr\":{\"essential\":true,\"value\":\"1\"}}}                | true",
                "{\"id_token\":{\"acr\":{\"essential\":true,\"values\":[\"2\",\"1\"]}}}       | true",
                "{\"id_token\":{\"acr\":{\"essential\":true,\"values\":[\"2\",\"3\"]}}}       | false",
                "{\"id_token\":{\"acr\":{\"essential\":true,\"value\":\"2\"}}}                | false",
                "{\"id_token\":{\"acr\":{\"essential\":false,\"value\":\"2\"}}}               | true",
                "{\"userinfo\":{\"acr\":{\"essential\":true,\"value\":\"2\"}}}                | true",
            })
    void insistsOnALevelOnlyWhenItIsEssential(String text, boolean isOffered) {
        assertEquals(isOffered, ClaimsRequest.parse(text).isLevelOffered());
    }

    @Test
    void showsAThirdPartyNoMoreThanItsScopes() {
        RequestedClaims wanted = new RequestedClaims(Set.of(EMAIL, NAME), Set.of(EMAIL));
        RequestedClaims withEmail = new RequestedClaims(Set.of(EMAIL), Set.of(EMAIL));
        assertEquals(wanted, codeRequest(false, wanted).shownClaims());
        assertEquals(withEmail, codeRequest(true, wanted).shownClaims());
    }

    @Test
    void namesWhatDiscoveryPublishes() {
        assertEquals(Optional.of(PersonClaim.PHONE_NUMBER_VERIFIED), PersonClaim.of("phone_number_verified"));
        assertEquals(Optional.empty(), PersonClaim.of("PHONE_NUMBER_VERIFIED"));
        assertFalse(PersonClaim.IDENTITIES.fitsIdToken());
    }

    private static CodeRequest codeRequest(boolean isThirdParty, RequestedClaims wanted) {
        Application application = new Application(
                "id",
                "Bookstore",
                ApplicationType.Traditional,
                OidcClientMetadata.NONE,
                CustomClientMetadata.NONE,
                isThirdParty,
                false,
                Instant.EPOCH,
                List.of());
        return new CodeRequest(
                application,
                "https://app.example.com/callback",
                Scopes.parse("openid email"),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                wanted,
                Optional.empty(),
                Optional.empty());
    }
}
