package dev.latchkey.experience;

import static dev.latchkey.testing.Management.admin;
import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.latchkey.platform.Database;
import dev.latchkey.testing.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Reference section 5: what the sign-in page shows and allows.
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
class ExperienceResourceTest {
    private static final Map<String, ?> SOCIAL_ONLY = Map.of(
            "signUp", Map.of("identifiers", List.of(), "password", false, "verify", false),
            "signIn", Map.of("methods", List.of()),
            "socialSignInConnectorTargets", List.of("fake"),
            "signInMode", "SignInAndRegister");

    @Inject
    SignInExperiences experiences;

    @Inject
    Database database;

    @BeforeEach
    @AfterEach
    void beginWithTheDefaults() {
        database.update("delete from connectors where target = 'fake'");
        database.update("update sign_in_experiences set settings = '{}'");
        patch(Map.of()).statusCode(200);
    }

    @Test
    void beginsWithTheDefaults() {
        find().statusCode(200)
                .body("id", equalTo("default"))
                .body("tenantId", equalTo("default"))
                .body("color.primaryColor", equalTo("#6139F6"))
                .body("languageInfo", equalTo(Map.of("autoDetect", true, "fallbackLanguage", "en")))
                .body("signUp.identifiers", contains("username"))
                .body("signUp.password", equalTo(true))
                .body("signUp.verify", equalTo(false))
                .body("signIn.methods.identifier", contains("username"))
                .body("signIn.methods[0].password", equalTo(true))
                .body("signInMode", equalTo("SignInAndRegister"))
                .body("agreeToTermsPolicy", equalTo("Automatic"))
                .body("socialSignInConnectorTargets", empty());
    }

    @Test
    void offersSocialSignInOnly() {
        createConnector("fake-web");

        patch(SOCIAL_ONLY)
                .statusCode(200)
                .body("signUp.identifiers", empty())
                .body("signIn.methods", empty())
                .body("socialSignInConnectorTargets", contains("fake"))
                .body("color.primaryColor", equalTo("#6139F6"));

        assertThat(experiences.current().socialSignInConnectorTargets(), contains("fake"));
    }

    @Test
    void dropsTargetsWithoutAConnectorSilently() {
        createConnector("fake-web");

        patch(Map.of("socialSignInConnectorTargets", List.of("nothing", "fake", "fake")))
                .statusCode(200)
                .body("socialSignInConnectorTargets", contains("fake"));
    }

    @Test
    void dropsATargetWithItsLastConnector() {
        String web = createConnector("fake-web");
        String app = createConnector("fake-native");
        patch(SOCIAL_ONLY).statusCode(200);

        admin().when().delete("/api/connectors/" + web).then().statusCode(204);
        find().body("socialSignInConnectorTargets", contains("fake"));

        admin().when().delete("/api/connectors/" + app).then().statusCode(204);
        find().body("socialSignInConnectorTargets", empty()).body("signIn.methods", empty());
    }

    @Test
    void keepsFieldsThatItDoesNotHeedAndDropsThoseThatNobodyKnows() {
        patch(Map.of("passwordPolicy", Map.of("length", Map.of("min", 12)), "singleSignOnEnabled", true, "nonsense", 1))
                .statusCode(200)
                .body("passwordPolicy.length.min", equalTo(12))
                .body("singleSignOnEnabled", equalTo(true))
                .body("nonsense", nullValue());
        find().body("passwordPolicy.length.min", equalTo(12));
    }

    @Test
    void replacesAFieldAsAWholeAndClearsWhatIsNull() {
        patch(Map.of(
                        "branding",
                        Map.of("logoUrl", "https://a.example.com/l.svg", "favicon", "https://a.example.com/f")))
                .statusCode(200);

        patch(Map.of("branding", Map.of("logoUrl", ""), "termsOfUseUrl", "https://a.example.com/terms"))
                .statusCode(200)
                .body("branding", anEmptyMap());
        patch(Collections.singletonMap("termsOfUseUrl", null)).statusCode(200).body("termsOfUseUrl", nullValue());
        patch(Collections.singletonMap("signUp", null)).statusCode(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'signUp':{'identifiers':['email'],'password':true,'verify':true}}|enabled_connector_not_found",
                "{'signUp':{'identifiers':['phone'],'password':true,'verify':false}}|passwordless_requires_verify",
                "{'signIn':{'methods':[{'identifier':'email','password':true,'verificationCode':true,'isPasswordPrimary':true}]}}|enabled_connector_not_found",
                "{'signUp':{'identifiers':[],'password':true,'verify':true,'secondaryIdentifiers':[{'identifier':'email','verify':true}]}}|missing_sign_up_identifiers",
                "{'signUp':{'identifiers':['username','username'],'password':true,'verify':false}}|duplicated_sign_up_identifiers",
                "{'signIn':{'methods':[{'identifier':'username','password':false,'verificationCode':false,'isPasswordPrimary':true}]}}|at_least_one_authentication_factor",
                "{'signUp':{'identifiers':[],'password':false,'verify':true},'signIn':{'methods':[{'identifier':'email','password':true,'verificationCode':false,'isPasswordPrimary':true}]}}|code_sign_in_must_be_enabled",
                "{'languageInfo':{'autoDetect':true,'fallbackLanguage':'klingon'}}|unsupported_default_language",
                "{'languageInfo':{'autoDetect':true,'fallbackLanguage':'xx'}}|unsupported_default_language",
                "{'languageInfo':{'autoDetect':true,'fallbackLanguage':'EN_us'}}|unsupported_default_language",
                "{'forgotPasswordMethods':['EmailVerificationCode']}|forgot_password_method_requires_connector",
            })
    void refusesContradictions(String body, String code) {
        admin().body(body.replace('\'', '"'))
                .when()
                .patch("/api/sign-in-exp")
                .then()
                .statusCode(400)
                .body("code", equalTo("sign_in_experiences." + code));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'color':{'primaryColor':'red','isDarkModeEnabled':false}}",
                "{'color':{'isDarkModeEnabled':false}}",
                "{'termsOfUseUrl':'javascript:alert(1)'}",
                "{'branding':{'logoUrl':'data:text/html,x'}}",
                "{'branding':'x'}",
                "{'signInMode':'Never'}",
                "{'signUp':{'identifiers':[null],'password':true,'verify':false}}",
                "{'signUp':{'identifiers':['fax'],'password':true,'verify':false}}",
                "{'socialSignInConnectorTargets':'fake'}",
                "{'socialSignInConnectorTargets':[7]}",
                "{'mfa':{'policy':'Mandatory','factors':['Totp']}}",
                "{'captchaPolicy':{'enabled':true}}",
            })
    void refusesWhatDoesNotFit(String body) {
        admin().body(body.replace('\'', '"'))
                .when()
                .patch("/api/sign-in-exp")
                .then()
                .statusCode(400)
                .body("code", equalTo("guard.invalid_input"));
    }

    @Test
    void acceptsLanguagesWithRegion() {
        patch(Map.of("languageInfo", Map.of("autoDetect", false, "fallbackLanguage", "zh-CN")))
                .statusCode(200);
    }

    @Test
    void tellsEveryoneWhatThePageShowsAndNoMore() {
        String id = createConnector("fake-web");
        patch(SOCIAL_ONLY).statusCode(200);

        ValidatableResponse answer = given().when()
                .get("/api/.well-known/sign-in-exp?appId=whatever")
                .then()
                .statusCode(200)
                .body("color.primaryColor", equalTo("#6139F6"))
                .body("socialSignInConnectorTargets", contains("fake"))
                .body("socialConnectors.id", contains(id))
                .body("socialConnectors[0].target", equalTo("fake"))
                .body("socialConnectors[0].platform", equalTo("Web"))
                .body("socialConnectors[0].name.en", equalTo("Fake"))
                .body("ssoConnectors", empty())
                .body("forgotPassword", equalTo(Map.of("phone", false, "email", false)));

        assertThat(answer.extract().asString(), not(containsString("config")));
    }

    private static String createConnector(String kind) {
        return admin().body(Map.of("connectorId", kind, "config", Map.of("secret", "s3cret")))
                .when()
                .post("/api/connectors")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }

    private static ValidatableResponse find() {
        return admin().when().get("/api/sign-in-exp").then();
    }

    private static ValidatableResponse patch(Map<String, ?> body) {
        return admin().body(body).when().patch("/api/sign-in-exp").then();
    }
}
