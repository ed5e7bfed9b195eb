package dev.latchkey.experience;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.platform.ApiException;
import dev.latchkey.platform.Database;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;

/// The one row of `sign_in_experiences`. What it does not say has the value of [#DEFAULTS], so a
/// field that a later release adds is there at once.
@Singleton
class StoredExperience {
    private static final int MAX_LENGTH = 256 * 1024;

    private static final String DEFAULTS = """
            {"color": {"primaryColor": "#6139F6", "isDarkModeEnabled": false, "darkPrimaryColor": "#8768F8"},
             "branding": {},
             "languageInfo": {"autoDetect": true, "fallbackLanguage": "en"},
             "agreeToTermsPolicy": "Automatic",
             "signUp": {"identifiers": ["username"], "password": true, "verify": false},
             "signIn": {"methods": [{"identifier": "username", "password": true, "verificationCode": false,
                                     "isPasswordPrimary": true}]},
             "socialSignIn": {},
             "socialSignInConnectorTargets": [],
             "signInMode": "SignInAndRegister",
             "hideLogtoBranding": false,
             "customContent": {}, "customUiCsp": {},
             "passwordPolicy": {}, "passwordExpiration": {}, "usernamePolicy": {},
             "mfa": {"policy": "UserControlled", "factors": []},
             "adaptiveMfa": {}, "trustedDevice": {}, "passkeySignIn": {},
             "singleSignOnEnabled": false,
             "captchaPolicy": {}, "sentinelPolicy": {}, "emailBlocklistPolicy": {}, "verificationCodePolicy": {}}""";

    private final Database database;
    private final ObjectMapper json;
    private final Clock clock;

    StoredExperience(Database database, ObjectMapper json, Clock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    void seed(@Observes @Priority(1) StartupEvent event) {
        database.update(
                "insert into sign_in_experiences (id, settings) values ('default', '{}') on conflict do nothing");
    }

    SignInExperience read() {
        return read("select settings from sign_in_experiences");
    }

    /// With the row locked until the transaction ends, so that two changes do not undo one another.
    SignInExperience readForChange() {
        return read("select settings from sign_in_experiences for update");
    }

    void write(SignInExperience experience) {
        String settings = json.valueToTree(experience).toString();
        if (settings.length() > MAX_LENGTH) {
            throw ApiException.invalidInput("the experience must not be larger than " + MAX_LENGTH + " characters");
        }
        database.update(
                "update sign_in_experiences set settings = ?::jsonb, updated_at = ?", settings, clock.instant());
    }

    private SignInExperience read(String statement) {
        String stored = database.find(statement, row -> row.text("settings")).orElse("{}");
        try {
            ObjectNode settings = json.readValue(DEFAULTS, ObjectNode.class);
            settings.setAll(json.readValue(stored, ObjectNode.class));
            return json.treeToValue(settings, SignInExperience.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the stored sign-in experience is not readable", e);
        }
    }
}
