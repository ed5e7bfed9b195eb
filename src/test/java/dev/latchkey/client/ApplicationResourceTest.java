package dev.latchkey.client;

import static dev.latchkey.testing.Management.admin;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.latchkey.testing.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Reference section 3: applications.
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
class ApplicationResourceTest {
    @Test
    void createsAWebApplicationWithTheShapeThatClientsRead() {
        create(Map.of(
                        "name", "Bookstore",
                        "type", "Traditional",
                        "unknown", "dropped",
                        "oidcClientMetadata", Map.of("redirectUris", List.of("http://localhost:3000/callback"))))
                .statusCode(200)
                .body("tenantId", equalTo("default"))
                .body("id", matchesPattern("[0-9a-z]{21}"))
                .body("name", equalTo("Bookstore"))
                .body("description", nullValue())
                .body("type", equalTo("Traditional"))
                .body("oidcClientMetadata.redirectUris", contains("http://localhost:3000/callback"))
                .body("oidcClientMetadata.postLogoutRedirectUris", empty())
                .body("customClientMetadata", anEmptyMap())
                .body("protectedAppMetadata", nullValue())
                .body("customData", anEmptyMap())
                .body("isThirdParty", equalTo(false))
                .body("isAdmin", equalTo(false))
                .body("appLevelAccessControlEnabled", equalTo(false))
                .body("createdAt", matchesMilliseconds())
                .body("secret", nullValue())
                .body("unknown", nullValue());
    }

    @ParameterizedTest
    @CsvSource({"Traditional,1", "MachineToMachine,1", "Native,0", "SPA,0"})
    void givesASecretToWhoCanKeepOne(String type, int secrets) {
        String id = create(Map.of("name", "A", "type", type)).extract().path("id");

        admin().when()
                .get("/api/applications/" + id + "/secrets")
                .then()
                .statusCode(200)
                .body("", hasSize(secrets));
    }

    @Test
    void asksAProtectedApplicationWhatItGuards() {
        create(Map.of("name", "P", "type", "Protected"))
                .statusCode(400)
                .body("code", equalTo("application.protected_app_metadata_is_required"));
        create(Map.of(
                        "name", "P",
                        "type", "Protected",
                        "protectedAppMetadata", Map.of("subDomain", "docs", "origin", "https://docs.example.com")))
                .statusCode(200)
                .body("protectedAppMetadata.origin", equalTo("https://docs.example.com"));
    }

    @Test
    void refusesKindsThatAreNotOffered() {
        create(Map.of("name", "S", "type", "SAML"))
                .statusCode(400)
                .body("code", equalTo("application.saml.use_saml_app_api"));
        create(Map.of("name", "S", "type", "MachineToMachine", "isThirdParty", true))
                .statusCode(400)
                .body("code", equalTo("application.invalid_third_party_application_type"));
        create(Map.of("name", "S", "type", "SPA", "customClientMetadata", Map.of("isDeviceFlow", true)))
                .statusCode(422)
                .body("code", equalTo("application.device_flow_native_only"));
        create(Map.of("name", "S", "type", "SPA", "appLevelAccessControlEnabled", true))
                .statusCode(400);
    }

    /// `customClientMetadata` is replaced as a whole, so that the flag would get lost unnoticed.
    @Test
    void theDeviceFlowIsDecidedWhenTheApplicationIsMade() {
        String path = "/api/applications/"
                + create(Map.of("name", "TV", "type", "Native", "customClientMetadata", Map.of("isDeviceFlow", true)))
                        .extract()
                        .path("id");
        admin().body(Map.of("customClientMetadata", Map.of("idTokenTtl", 60)))
                .patch(path)
                .then()
                .statusCode(422)
                .body("code", equalTo("application.device_flow_not_changeable"));
        admin().body(Map.of("customClientMetadata", Map.of("idTokenTtl", 60, "isDeviceFlow", true)))
                .patch(path)
                .then()
                .statusCode(200)
                .body("customClientMetadata.isDeviceFlow", equalTo(true));
    }

    @ParameterizedTest
    @CsvSource({
        "Native,false,400",
        "Native,true,200",
        "SPA,false,200",
        "SPA,true,200",
        "Traditional,false,200",
        "Traditional,true,200"
    })
    void refusesToLetANativeApplicationDoWithoutPkce(String type, boolean requirePkce, int status) {
        create(Map.of("name", "A", "type", type, "customClientMetadata", Map.of("requirePkce", requirePkce)))
                .statusCode(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "com.example.app://callback", "https://*.example.com", ""})
    void refusesARedirectUriThatIsNotSafeForAWebApplication(String uri) {
        create(Map.of("name", "A", "type", "SPA", "oidcClientMetadata", Map.of("redirectUris", List.of(uri))))
                .statusCode(400)
                .body("code", equalTo("guard.invalid_input"))
                .body("details", containsString("oidcClientMetadata.redirectUris[0]"));
        create(Map.of("name", "A", "type", "SPA", "oidcClientMetadata", Map.of("postLogoutRedirectUris", List.of(uri))))
                .statusCode(400);
    }

    @Test
    void refusesNullsAndTooManyRedirectUris() {
        create(Map.of(
                        "name", "A",
                        "type", "SPA",
                        "oidcClientMetadata", Map.of("redirectUris", Collections.singletonList(null))))
                .statusCode(400);
        create(Map.of(
                        "name", "A",
                        "type", "SPA",
                        "oidcClientMetadata",
                                Map.of("redirectUris", Collections.nCopies(101, "https://app.example.com/callback"))))
                .statusCode(400);
    }

    @Test
    void acceptsTheSchemeOfANativeApplication() {
        create(Map.of(
                        "name", "A",
                        "type", "Native",
                        "oidcClientMetadata", Map.of("redirectUris", List.of("com.example.app://callback"))))
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "null",
                "https://app.example.com/",
                "https://app.example.com/path",
                "app.example.com",
                "https://APP.example.com",
                "https://*.example.com",
                "file://x"
            })
    void refusesAnOriginThatBrowsersDoNotSend(String origin) {
        create(Map.of(
                        "name",
                        "A",
                        "type",
                        "SPA",
                        "customClientMetadata",
                        Map.of("corsAllowedOrigins", List.of(origin))))
                .statusCode(400)
                .body("details", containsString("customClientMetadata.corsAllowedOrigins[0]"));
    }

    @Test
    void acceptsOriginsOfWebPagesAndAppShells() {
        List<String> origins = List.of(
                "https://app.example.com", "http://localhost:5173", "capacitor://localhost", "ionic://localhost");

        create(Map.of("name", "A", "type", "SPA", "customClientMetadata", Map.of("corsAllowedOrigins", origins)))
                .statusCode(200)
                .body("customClientMetadata.corsAllowedOrigins", equalTo(origins));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 181})
    void refusesARefreshTokenLifeThatIsNotOneToAHundredAndEightyDays(int days) {
        create(Map.of("name", "A", "type", "SPA", "customClientMetadata", Map.of("refreshTokenTtlInDays", days)))
                .statusCode(400)
                .body("details", containsString("customClientMetadata.refreshTokenTtlInDays"));
    }

    @Test
    void replacesMetadataAsAWholeAndKeepsWhatIsNotNamed() {
        String id = create(Map.of(
                        "name", "A",
                        "type", "SPA",
                        "description", "old",
                        "customClientMetadata", Map.of("idTokenTtl", 60, "rotateRefreshToken", false)))
                .extract()
                .path("id");

        patch(id, Map.of("customClientMetadata", Map.of("idTokenTtl", 120), "type", "Native"))
                .statusCode(200)
                .body("customClientMetadata.idTokenTtl", equalTo(120))
                .body("customClientMetadata.rotateRefreshToken", nullValue())
                .body("description", equalTo("old"))
                .body("type", equalTo("SPA"));
        patch(id, Collections.singletonMap("description", null)).body("description", nullValue());
        patch(id, Collections.singletonMap("name", null)).statusCode(400);
    }

    @Test
    void mergesCustomData() {
        String id = create(Map.of("name", "A", "type", "SPA", "customData", Map.of("a", 1, "b", 2)))
                .extract()
                .path("id");

        admin().body(Map.of("b", 3, "c", 4))
                .when()
                .patch("/api/applications/" + id + "/custom-data")
                .then()
                .statusCode(200)
                .body("", equalTo(Map.of("a", 1, "b", 3, "c", 4)));
        admin().when().get("/api/applications/" + id).then().body("customData.c", equalTo(4));
    }

    @Test
    void doesNotLetCustomDataGrowWithoutEnd() {
        String id = create(Map.of("name", "A", "type", "SPA")).extract().path("id");
        String path = "/api/applications/" + id + "/custom-data";

        admin().body(Map.of("a", "x".repeat(100_000))).when().patch(path).then().statusCode(200);
        admin().body(Map.of("b", "x".repeat(100_000))).when().patch(path).then().statusCode(400);
    }

    @Test
    void letsOnlyAMachineBecomeAdministrator() {
        String web =
                create(Map.of("name", "W", "type", "Traditional")).extract().path("id");
        String machine = create(Map.of("name", "M", "type", "MachineToMachine", "isAdmin", true))
                .body("isAdmin", equalTo(false))
                .extract()
                .path("id");

        patch(web, Map.of("isAdmin", true)).statusCode(400);
        patch(machine, Map.of("isAdmin", true)).statusCode(200).body("isAdmin", equalTo(true));

        String secret = secretOf(machine);
        String token =
                clientCredentials(machine, secret).statusCode(200).extract().path("access_token");
        given().auth()
                .oauth2(token)
                .when()
                .get("/api/applications/" + web)
                .then()
                .statusCode(200);
    }

    @Test
    void findsApplicationsBySearchAndKind() {
        create(Map.of("name", "Searched Web", "type", "Traditional", "isThirdParty", true));
        create(Map.of("name", "Searched App", "type", "Native"));

        list("search=searched%25").body("", hasSize(2));
        list("search=searched%25&isCaseSensitive=true").body("", empty());
        list("search.name=Searched%20App&mode=exact").body("name", contains("Searched App"));
        list("search.name=searched%25&types=Native&types=SPA").body("name", contains("Searched App"));
        list("search=searched%25&isThirdParty=true").body("name", contains("Searched Web"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"search=x&mode=posix", "search=x&mode=similar_to", "search.secret=x", "search=x&joint=xor"})
    void refusesSearchesThatItDoesNotOffer(String query) {
        list(query).statusCode(400).body("code", equalTo("request.invalid_input"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"types=Toaster", "isThirdParty=maybe"})
    void refusesFiltersThatDoNotFit(String query) {
        list(query).statusCode(400).body("code", equalTo("guard.invalid_input"));
    }

    @Test
    void forgetsADeletedApplicationAtOnce() {
        String id = create(Map.of("name", "M", "type", "MachineToMachine"))
                .extract()
                .path("id");
        String secret = secretOf(id);
        clientCredentials(id, secret).statusCode(200);

        admin().when().delete("/api/applications/" + id).then().statusCode(204);

        clientCredentials(id, secret).statusCode(401);
        admin().when().get("/api/applications/" + id).then().statusCode(404).body("code", equalTo("entity.not_found"));
        patch(id, Map.of("name", "B")).statusCode(404);
        admin().when().delete("/api/applications/" + id).then().statusCode(404);
    }

    @Test
    void keepsSeveralSecretsValidAtOnce() {
        String id = create(Map.of("name", "M", "type", "MachineToMachine"))
                .extract()
                .path("id");
        String path = "/api/applications/" + id + "/secrets";

        String second = admin().body(Map.of("name", "Second"))
                .when()
                .post(path)
                .then()
                .statusCode(201)
                .body("applicationId", equalTo(id))
                .body("name", equalTo("Second"))
                .body("value", matchesPattern("[0-9A-Za-z]{32}"))
                .body("createdAt", notNullValue())
                .body("expiresAt", nullValue())
                .extract()
                .path("value");

        clientCredentials(id, secretOf(id)).statusCode(200);
        clientCredentials(id, second).statusCode(200);
        admin().when().delete(path + "/Second").then().statusCode(204);
        clientCredentials(id, second).statusCode(401);
    }

    @Test
    void keepsTheValueOfASecretThatIsRenamed() {
        String id = create(Map.of("name", "M", "type", "MachineToMachine"))
                .extract()
                .path("id");
        String value = secretOf(id);
        String path = "/api/applications/" + id + "/secrets/Default secret";

        admin().body(Map.of("name", "Main"))
                .when()
                .patch(path)
                .then()
                .statusCode(200)
                .body("value", equalTo(value));

        clientCredentials(id, value).statusCode(200);
        admin().body(Map.of("name", "Main")).when().patch(path).then().statusCode(404);
    }

    @Test
    void refusesASecretWhoseNameIsTakenOrWhoseEndIsPast() {
        String id = create(Map.of("name", "M", "type", "MachineToMachine"))
                .extract()
                .path("id");
        String path = "/api/applications/" + id + "/secrets";

        admin().body(Map.of("name", "Default secret"))
                .when()
                .post(path)
                .then()
                .statusCode(422)
                .body("code", equalTo("application.secret_name_exists"));
        admin().body(Map.of("name", "Past", "expiresAt", 1000))
                .when()
                .post(path)
                .then()
                .statusCode(400);
        admin().body(Map.of("name", " ")).when().post(path).then().statusCode(400);
        admin().body(Map.of("name", "Nanoseconds", "expiresAt", 1_800_000_000_000_000_000L))
                .when()
                .post(path)
                .then()
                .statusCode(400)
                .body("details", containsString("expiresAt"));
        for (String step : List.of(".", "..")) {
            admin().body(Map.of("name", step))
                    .when()
                    .post(path)
                    .then()
                    .statusCode(400)
                    .body("details", containsString("name"));
        }
        admin().when().get("/api/applications/unknown/secrets").then().statusCode(404);
    }

    @Test
    void hasTheConfiguredAdministrator() {
        admin().when()
                .get("/api/applications/" + TestEnvironment.ADMIN_ID)
                .then()
                .statusCode(200)
                .body("name", equalTo("Management API"))
                .body("type", equalTo("MachineToMachine"))
                .body("isAdmin", equalTo(true));
        admin().when()
                .get("/api/applications/" + TestEnvironment.ADMIN_ID + "/secrets")
                .then()
                .body("name", contains("Default secret"))
                .body("value", contains(TestEnvironment.ADMIN_SECRET));
    }

    private static org.hamcrest.Matcher<Long> matchesMilliseconds() {
        return org.hamcrest.Matchers.greaterThan(1_600_000_000_000L);
    }

    private static ValidatableResponse create(Map<String, ?> body) {
        return admin().body(body).when().post("/api/applications").then();
    }

    private static ValidatableResponse patch(String id, Map<String, ?> body) {
        return admin().body(body).when().patch("/api/applications/" + id).then();
    }

    private static ValidatableResponse list(String query) {
        return admin().urlEncodingEnabled(false)
                .when()
                .get("/api/applications?" + query)
                .then();
    }

    private static String secretOf(String id) {
        return admin().when()
                .get("/api/applications/" + id + "/secrets")
                .then()
                .extract()
                .path("[0].value");
    }

    private static ValidatableResponse clientCredentials(String id, String secret) {
        return given().auth()
                .preemptive()
                .basic(id, secret)
                .formParam("grant_type", "client_credentials")
                .formParam("resource", "urn:latchkey:management")
                .formParam("scope", "all")
                .when()
                .post("/oidc/token")
                .then();
    }
}
