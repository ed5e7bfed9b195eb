package dev.latchkey.experience;

import static dev.latchkey.testing.Management.admin;
import static dev.latchkey.testing.Management.token;
import static dev.latchkey.testing.TestConnectors.createOf;
import static dev.latchkey.testing.TestProvider.NATIVE;
import static dev.latchkey.testing.TestProvider.WEB;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.latchkey.platform.Database;
import dev.latchkey.testing.Parallel;
import dev.latchkey.testing.TestConnectors;
import dev.latchkey.testing.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Reference section 5: what the sign-in pages show and allow.
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
class ExperienceResourceTest {
    @Inject
    Database database;

    @Inject
    SignInExperiences experiences;

    @BeforeEach
    @AfterEach
    void startAgain() {
        TestConnectors.removeAll();
        database.update("update sign_in_experiences set settings = '{}'");
        experiences.forgetChanged(new ExperienceChanged());
    }

    @Test
    void beginsWithUsernameAndPassword() {
        find().body("id", equalTo("default"))
                .body("tenantId", equalTo("default"))
                .body("color.primaryColor", equalTo("#6139F6"))
                .body("branding", anEmptyMap())
                .body("languageInfo.autoDetect", equalTo(true))
                .body("languageInfo.fallbackLanguage", equalTo("en"))
                .body("agreeToTermsPolicy", equalTo("Automatic"))
                .body("termsOfUseUrl", nullValue())
                .body("signUp.identifiers", contains("username"))
                .body("signUp.password", equalTo(true))
                .body("signUp.verify", equalTo(false))
                .body("signIn.methods", contains(List.of(equalTo(method()))))
                .body("socialSignInConnectorTargets", empty())
                .body("signInMode", equalTo("SignInAndRegister"))
                .body("mfa.policy", equalTo("UserControlled"))
                .body("customCss", nullValue());
    }

    @Test
    void offersASocialProviderAlone() {
        createOf(WEB);

        change("""
                {"signUp":{"identifiers":[],"password":false,"verify":false},"signIn":{"methods":[]},
                 "socialSignInConnectorTargets":["test"],"signInMode":"SignIn"}""").statusCode(200);

        find().body("signUp.identifiers", empty())
                .body("signUp.password", equalTo(false))
                .body("signIn.methods", empty())
                .body("socialSignInConnectorTargets", contains("test"))
                .body("signInMode", equalTo("SignIn"))
                .body("color.primaryColor", equalTo("#6139F6"));
        assertEquals(SignInExperience.SignInMode.SignIn, experiences.current().signInMode());
    }

    @Test
    void dropsTargetsWithoutConnectorSilently() {
        createOf(WEB);

        change("{\"socialSignInConnectorTargets\":[\"unknown\",\"test\",\"test\"]}")
                .statusCode(200)
                .body("socialSignInConnectorTargets", contains("test"));
    }

    @Test
    void forgetsATargetWithItsLastConnector() {
        String web = createOf(WEB);
        String onPhones = createOf(NATIVE);
        change("{\"socialSignInConnectorTargets\":[\"test\"]}").statusCode(200);

        admin().when().delete("/api/connectors/" + web).then().statusCode(204);
        find().body("socialSignInConnectorTargets", contains("test"));

        admin().when().delete("/api/connectors/" + onPhones).then().statusCode(204);
        find().body("socialSignInConnectorTargets", empty());
    }

    @Test
    void forgetsATargetWhoseConnectorsGoAtTheSameMoment() {
        Iterator<String> connectors = List.of(createOf(WEB), createOf(NATIVE)).iterator();
        change("{\"socialSignInConnectorTargets\":[\"test\"]}").statusCode(200);
        String token = token("all");

        List<Integer> answers = Parallel.run(2, () -> {
            String path = "/api/connectors/" + next(connectors);
            return given().auth().oauth2(token).when().delete(path).statusCode();
        });

        assertEquals(List.of(204, 204), answers);
        find().body("socialSignInConnectorTargets", empty());
    }

    @Test
    void keepsWhatOnlyCompatibleClientsUnderstand() {
        change("""
                {"customCss":"a{}","mfa":{"policy":"UserControlled","factors":[]},"passwordPolicy":{"length":{"min":12}},
                 "hideLogtoBranding":true,"signUpProfileFields":[{"name":"nickname"}],"neverHeardOf":1}""").statusCode(200);

        find().body("customCss", equalTo("a{}"))
                .body("mfa.policy", equalTo("UserControlled"))
                .body("passwordPolicy.length.min", equalTo(12))
                .body("hideLogtoBranding", equalTo(true))
                .body("signUpProfileFields[0].name", equalTo("nickname"))
                .body("$", not(hasKey("neverHeardOf")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"mfa\":{\"policy\":\"Mandatory\",\"factors\":[\"Totp\"]}}",
                "{\"captchaPolicy\":{\"enabled\":true}}",
                "{\"passkeySignIn\":{\"enabled\":true}}",
                "{\"adaptiveMfa\":{\"enabled\":true}}",
                "{\"passwordExpiration\":{\"enabled\":true}}",
                "{\"passwordPolicy\":{\"length\":{\"min\":40}}}",
                "{\"emailBlocklistPolicy\":{\"blockDisposableAddresses\":true}}"
            })
    void refusesAProtectionThatIsNotThere(String protection) {
        change(protection).statusCode(400).body("code", equalTo("sign_in_experiences.not_supported"));
    }

    @Test
    void clearsAnAddressByNullOrAnEmptyText() {
        change("{\"termsOfUseUrl\":\"https://a.example/terms\",\"privacyPolicyUrl\":\"http://a.example/privacy\"}")
                .statusCode(200)
                .body("termsOfUseUrl", equalTo("https://a.example/terms"));

        change("{\"termsOfUseUrl\":\"\",\"privacyPolicyUrl\":null}")
                .statusCode(200)
                .body("termsOfUseUrl", nullValue())
                .body("privacyPolicyUrl", nullValue());
    }

    @Test
    void replacesASectionAsAWhole() {
        change("{\"branding\":{\"logoUrl\":\"https://a.example/logo.svg\",\"favicon\":\"https://a.example/i.png\"}}")
                .statusCode(200);

        change("{\"branding\":{\"darkLogoUrl\":\"https://a.example/dark.svg\",\"favicon\":\"\"}}")
                .statusCode(200)
                .body("branding", equalTo(Map.of("darkLogoUrl", "https://a.example/dark.svg")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,x",
                "//a.example",
                "/terms",
                "https://",
                "https://user@a.example",
                "https://a.example/\\\"onload=x",
                "not an address",
            })
    void refusesAnAddressThatIsNoWebAddress(String address) {
        change("{\"termsOfUseUrl\":\"" + address + "\"}")
                .statusCode(400)
                .body("code", equalTo("guard.invalid_input"))
                .body("details", containsString("termsOfUseUrl"));
        change("{\"branding\":{\"logoUrl\":\"" + address + "\"}}")
                .statusCode(400)
                .body("details", containsString("branding.logoUrl"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"red", "#fff", "#12345g", "#1234567", "6139F6", "#123456;}", ""})
    void refusesAColourOfAnotherForm(String colour) {
        change("{\"color\":{\"primaryColor\":\"" + colour
                        + "\",\"isDarkModeEnabled\":true,\"darkPrimaryColor\":\"#000000\"}}")
                .statusCode(400)
                .body("details", containsString("color.primaryColor"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"color\":{\"primaryColor\":\"#000000\"}}|color",
                "{\"color\":null}|color",
                "{\"color\":\"#000000\"}|color",
                "{\"signInMode\":\"Both\"}|signInMode",
                "{\"signInMode\":1}|signInMode",
                "{\"agreeToTermsPolicy\":\"Never\"}|agreeToTermsPolicy",
                "{\"signUp\":{\"identifiers\":[\"nickname\"],\"password\":true,\"verify\":false}}|signUp.identifiers[0]",
                "{\"signUp\":{\"identifiers\":\"username\",\"password\":true,\"verify\":false}}|signUp.identifiers",
                "{\"signUp\":{\"identifiers\":[null],\"password\":true,\"verify\":false}}|signUp.identifiers[0]",
                "{\"signUp\":{\"identifiers\":[]}}|signUp",
                "{\"signIn\":{\"methods\":[null]}}|signIn.methods[0]",
                "{\"signIn\":{\"methods\":[{\"identifier\":\"username\",\"password\":\"yes\"}]}}|signIn.methods[0].password",
                "{\"signIn\":{}}|signIn.methods",
                "{\"socialSignInConnectorTargets\":\"test\"}|socialSignInConnectorTargets",
                "{\"socialSignInConnectorTargets\":[1]}|socialSignInConnectorTargets[0]",
                "{\"socialSignInConnectorTargets\":null}|socialSignInConnectorTargets",
                "{\"languageInfo\":{\"autoDetect\":true}}|languageInfo.fallbackLanguage",
                "{\"mfa\":7}|mfa",
                "{\"mfa\":null}|mfa",
                "{\"customCss\":\"\\u0000\"}|customCss",
                "{\"supportEmail\":\"nobody\"}|supportEmail",
                "{\"unknownSessionRedirectUrl\":\"app://x\"}|unknownSessionRedirectUrl",
            })
    void refusesABodyOfAnotherShape(String body, String place) {
        change(body)
                .statusCode(400)
                .body("code", equalTo("guard.invalid_input"))
                .body("details", containsString(place));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[\"email\"]|true|true||enabled_connector_not_found",
                "[\"phone\"]|true|true||enabled_connector_not_found",
                "[\"email\"]|true|false||passwordless_requires_verify",
                "[\"username\"]|true|false|[{\"identifier\":\"emailOrPhone\"}]|enabled_connector_not_found",
                "[]|true|false|[{\"identifier\":\"username\"}]|missing_sign_up_identifiers",
                "[\"username\",\"username\"]|true|false||duplicated_sign_up_identifiers",
                "[\"username\"]|true|false|[{\"identifier\":\"username\"}]|duplicated_sign_up_identifiers",
                "[\"username\"]|false|true||code_sign_in_must_be_enabled",
            })
    void refusesASignUpThatCannotWork(
            String identifiers, boolean password, boolean verify, String secondary, String code) {
        change("{\"signUp\":{\"identifiers\":" + identifiers + ",\"password\":" + password + ",\"verify\":" + verify
                        + (secondary == null ? "" : ",\"secondaryIdentifiers\":" + secondary) + "}}")
                .statusCode(400)
                .body("code", equalTo("sign_in_experiences." + code));
    }

    @Test
    void namesTheKindOfConnectorThatIsMissing() {
        change("{\"signUp\":{\"identifiers\":[\"phone\"],\"password\":true,\"verify\":true}}")
                .statusCode(400)
                .body("data.type", equalTo("Sms"));
    }

    @ParameterizedTest
    @CsvSource({
        "email, false, true, enabled_connector_not_found",
        "email, true, true, enabled_connector_not_found",
        "username, false, false, at_least_one_authentication_factor",
    })
    void refusesASignInThatCannotWork(String identifier, boolean password, boolean byCode, String code) {
        change("{\"signIn\":{\"methods\":[{\"identifier\":\"" + identifier + "\",\"password\":" + password
                        + ",\"verificationCode\":" + byCode + ",\"isPasswordPrimary\":true}]}}")
                .statusCode(400)
                .body("code", equalTo("sign_in_experiences." + code));
    }

    @Test
    void refusesAFallbackLanguageThatThePagesDoNotSpeak() {
        change("{\"languageInfo\":{\"autoDetect\":false,\"fallbackLanguage\":\"zh-CN\"}}")
                .statusCode(200);

        change("{\"languageInfo\":{\"autoDetect\":false,\"fallbackLanguage\":\"tlh\"}}")
                .statusCode(400)
                .body("code", equalTo("sign_in_experiences.unsupported_default_language"));
        find().body("languageInfo.fallbackLanguage", equalTo("zh-CN"));
    }

    @Test
    void refusesToResetPasswordsByMessagesThatNothingSends() {
        change("{\"forgotPasswordMethods\":[\"EmailVerificationCode\"]}")
                .statusCode(400)
                .body("code", equalTo("sign_in_experiences.forgot_password_method_requires_connector"));
        change("{\"forgotPasswordMethods\":[]}").statusCode(200);
    }

    @Test
    void growsNotWithoutMeasure() {
        String text = "\"" + "x".repeat(200 * 1024) + "\"";
        change("{\"customCss\":" + text + "}").statusCode(200);

        change("{\"customContent\":{\"/\":" + text + "}}").statusCode(400).body("code", equalTo("guard.invalid_input"));
    }

    @Test
    void changesNothingByAnEmptyBody() {
        change("{}").statusCode(200).body("signInMode", equalTo("SignInAndRegister"));
    }

    private static Map<String, Object> method() {
        return Map.of("identifier", "username", "password", true, "verificationCode", false, "isPasswordPrimary", true);
    }

    private static String next(Iterator<String> ids) {
        synchronized (ids) {
            return ids.next();
        }
    }

    private static ValidatableResponse find() {
        return admin().when().get("/api/sign-in-exp").then().statusCode(200);
    }

    private static ValidatableResponse change(String body) {
        return admin().body(body).when().patch("/api/sign-in-exp").then();
    }
}
