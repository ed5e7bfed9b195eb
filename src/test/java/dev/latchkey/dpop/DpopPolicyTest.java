package dev.latchkey.dpop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.client.Application;
import dev.latchkey.client.ApplicationType;
import dev.latchkey.client.CustomClientMetadata;
import dev.latchkey.client.OidcClientMetadata;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who has to send a proof, and who a nonce in it.
class DpopPolicyTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {}                                                              | false | false | false
                    {"dpopBoundAccessTokens": false}                                | false | false | false
                    {"dpopBoundAccessTokens": true}                                 | false | true  | false
                    {"securityProfile": "fapi2"}                                    | false | true  | true
                    {"securityProfile": "fapi2", "dpopBoundAccessTokens": false}    | false | true  | true
                    {}                                                              | true  | false | true
                    {"dpopBoundAccessTokens": true}                                 | true  | true  | true
                    """)
    void dependsOnTheApplicationAndTheSetting(String custom, boolean setting, boolean proof, boolean nonce)
            throws JsonProcessingException {
        DpopPolicy policy = new DpopPolicy(() -> setting);
        Application application = application(new ObjectMapper().readValue(custom, CustomClientMetadata.class));
        assertEquals(proof, policy.requiresProof(application));
        assertEquals(nonce, policy.requiresNonce(application));
    }

    private static Application application(CustomClientMetadata custom) {
        return new Application(
                "app",
                "App",
                ApplicationType.Traditional,
                OidcClientMetadata.NONE,
                custom,
                false,
                false,
                Instant.EPOCH,
                List.of());
    }
}
