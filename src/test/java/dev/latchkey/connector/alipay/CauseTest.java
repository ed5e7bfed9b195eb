package dev.latchkey.connector.alipay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.connector.ConfigFields;
import dev.latchkey.connector.ConnectorException;
import dev.latchkey.simulator.Call;
import dev.latchkey.simulator.Rule;
import dev.latchkey.simulator.Scenario.Refusal;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Every code of Alipay's tables (B11, A8): its cause, who can mend it, and where in Alipay's console.
class CauseTest {
    private static Alipay alipay;

    @BeforeAll
    static void start() {
        alipay = new Alipay();
    }

    @AfterAll
    static void stop() {
        alipay.close();
    }

    @AfterEach
    void reset() {
        alipay.simulator.reset();
    }

    @ParameterizedTest
    @CsvSource({
        "20000, isp.unknow-error, busy, provider, support",
        "20000, aop.unknow-error, busy, provider, support",
        "20000, '', busy, provider, support",
        "20001, '', token_invalid, person, ''",
        "20001, aop.invalid-auth-token, token_invalid, person, ''",
        "20001, aop.auth-token-time-out, token_invalid, person, ''",
        "20001, aop.invalid-app-auth-token, app_authorization, administrator, authorizations",
        "20001, aop.invalid-app-auth-token-no-api, app_authorization, administrator, authorizations",
        "20001, aop.app-auth-token-time-out, app_authorization, administrator, authorizations",
        "20001, aop.no-product-reg-by-partner, app_authorization, administrator, authorizations",
        "40001, isv.missing-method, request, administrator, support",
        "40001, isv.missing-signature, signature, administrator, signing",
        "40001, isv.missing-signature-type, signature, administrator, signing",
        "40001, isv.missing-signature-key, signature, administrator, signing",
        "40001, isv.missing-app-id, app, administrator, app",
        "40001, isv.missing-timestamp, time, administrator, ''",
        "40001, isv.missing-version, request, administrator, support",
        "40001, isv.missing-encrypt-key, encryption, administrator, encryption",
        "40001, isv.missing-default-signature-type, signature, administrator, signing",
        "40001, isv.decryption-error-missing-encrypt-type, encryption, administrator, encryption",
        "40002, isv.invalid-parameter, request, administrator, support",
        "40002, isv.invalid-method, request, administrator, support",
        "40002, isv.invalid-format, request, administrator, support",
        "40002, isv.invalid-signature-type, signature, administrator, signing",
        "40002, isv.invalid-signature, signature, administrator, signing",
        "40002, isv.invalid-token, token_invalid, person, ''",
        "40002, isv.invalid-encrypt-type, encryption, administrator, encryption",
        "40002, isv.invalid-encrypt, encryption, administrator, encryption",
        "40002, isv.invalid-app-id, app, administrator, app",
        "40002, isv.invalid-timestamp, time, administrator, ''",
        "40002, isv.invalid-charset, charset, administrator, signing",
        "40002, isv.invalid-digest, request, administrator, support",
        "40002, isv.decryption-error-not-valid-encrypt-type, encryption, administrator, encryption",
        "40002, isv.decryption-error-not-valid-encrypt-key, encryption, administrator, encryption",
        "40002, isv.decryption-error-unknown, encryption, administrator, encryption",
        "40002, isv.missing-signature-config, mode, administrator, signing",
        "40002, isv.not-support-app-auth, app_authorization, administrator, authorizations",
        "40002, isv.suspected-attack, risk, administrator, support",
        "40002, isv.invalid-content-type, request, administrator, support",
        "40002, isv.upload-fail, request, administrator, support",
        "40002, isv.invalid-file-extension, request, administrator, support",
        "40002, isv.invalid-file-size, request, administrator, support",
        "40003, isv.invalid-auth-relations, person_authorization, person, ''",
        "40003, '', person_authorization, person, ''",
        "40004, isv.something-new, unknown, administrator, support",
        "40005, isv.app-call-limited, limit, administrator, support",
        "40005, isv.method-call-limited, limit, administrator, support",
        "40005, '', limit, administrator, support",
        "40006, isv.insufficient-isv-permissions, permission, administrator, abilities",
        "40006, isv.insufficient-user-permissions, permission, administrator, abilities",
        "40006, isv.forbidden-api, permission, administrator, abilities",
        "40006, isv.something-new, permission, administrator, abilities",
        "''   , isv.app-cert-expired, certificate, administrator, signing",
        "''   , isv.access-control-limit, address, administrator, addresses",
        "''   , isv.app-id-not-matched, app, administrator, app",
        "40002, isv.grant-type-invalid, request, administrator, support",
        "40002, isv.code-invalid, code_invalid, person, ''",
        "40004, isv.code-invalid, code_invalid, person, ''",
        "40002, isv.refresh-token-invalid, refresh_invalid, person, ''",
        "40002, isv.refresh-token-time-out, refresh_invalid, person, ''",
        "40002, isv.refreshed-token-invalid, refresh_invalid, person, ''",
    })
    void isToldWithTheFailure(String code, String subCode, String cause, String who, String page) {
        alipay.simulator.play(Rule.on(Call.TOKEN), Refusal.of(code, subCode));
        ConnectorException refused = alipay.refused(alipay.connector());
        assertEquals(cause, part(refused, "cause", "code"));
        assertEquals(who, part(refused, "fix", "who"));
        assertEquals(who, ConfigFields.word(refused.whoCanFix()));
        assertEquals(page.isEmpty() ? null : page, part(refused, "where", "page"));
        assertFalse(part(refused, "cause", "text").toString().isBlank());
        assertFalse(part(refused, "fix", "text").toString().isBlank());
    }

    @ParameterizedTest
    @EnumSource(Cause.class)
    void speaksBothLanguages(Cause cause) {
        for (String text : new String[] {
            cause.text().chinese(), cause.explanation().remedy().chinese()
        }) {
            assertTrue(text.codePoints().anyMatch(Character::isIdeographic), text);
        }
        assertTrue(cause.text().english().chars().allMatch(c -> c < 128));
    }

    private static Object part(ConnectorException refused, String name, String part) {
        return refused.explanation().orElseThrow().told().get(name) instanceof Map<?, ?> parts ? parts.get(part) : null;
    }
}
