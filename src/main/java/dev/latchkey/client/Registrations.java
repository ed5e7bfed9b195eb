package dev.latchkey.client;

import static dev.latchkey.oauth.OAuthError.INVALID_CLIENT_METADATA;
import static dev.latchkey.oauth.OAuthError.INVALID_REDIRECT_URI;
import static dev.latchkey.oauth.OAuthError.INVALID_TOKEN;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.oauth.OAuthException;
import dev.latchkey.platform.ApiException;
import dev.latchkey.platform.Database;
import dev.latchkey.platform.Hashes;
import dev.latchkey.platform.JsonInput;
import dev.latchkey.platform.LatchkeyConfig;
import dev.latchkey.platform.RandomValues;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Applications that registered themselves (RFC 7591) and look after themselves (RFC 7592): each with a
/// registration access token, kept by hash.
@ApplicationScoped
class Registrations {
    private static final int MAX_DESCRIPTION = 300;

    private final ApplicationAdministration applications;
    private final ApplicationSecrets secrets;
    private final InitialAccessTokens initialTokens;
    private final JsonInput input;
    private final Database database;
    private final RandomValues random;
    private final ObjectMapper json;
    private final RegisteredMetadata metadata;
    private final String address;

    Registrations(
            ApplicationAdministration applications,
            ApplicationSecrets secrets,
            InitialAccessTokens initialTokens,
            JsonInput input,
            Database database,
            RandomValues random,
            ObjectMapper json,
            LatchkeyConfig config) {
        this.applications = applications;
        this.secrets = secrets;
        this.initialTokens = initialTokens;
        this.input = input;
        this.database = database;
        this.random = random;
        this.json = json;
        this.metadata = new RegisteredMetadata(json);
        this.address = config.issuer() + "/register/";
    }

    /// A registration that is refused spends nothing of the initial access token: all is one transaction.
    @Transactional
    ObjectNode register(String initialToken, ObjectNode body) {
        InitialAccessTokens.Grant grant = initialTokens
                .claim(initialToken)
                .orElseThrow(() -> INVALID_TOKEN.because("the initial access token is unknown, expired or used up"));
        return refusing(() -> {
            RegisteredClient wanted = input.read(body, RegisteredClient.class).requireConsistent();
            ApplicationView made =
                    applications.create(asInput(wanted, !grant.isFirstParty(), CustomClientMetadata.NONE));
            String token = random.token();
            database.update(
                    "insert into registrations (application_id, token_hash, metadata) values (?, ?, ?::jsonb)",
                    made.id(),
                    Hashes.sha256(token),
                    json.valueToTree(wanted).toString());
            return answer(made, wanted, token);
        });
    }

    @Transactional
    ObjectNode find(String id, String token) {
        RegisteredClient registered = require(id, token);
        return answer(applications.find(id), registered, token);
    }

    /// RFC 7592 §2.2: what is sent replaces what was there. What administrators have set or changed stays.
    @Transactional
    ObjectNode replace(String id, String token, ObjectNode body) {
        RegisteredClient registered = require(id, token);
        return refusing(() -> {
            requireSame(id, body);
            RegisteredClient wanted = input.read(body, RegisteredClient.class).requireConsistent();
            ApplicationView present = applications.findForChange(id);
            if (present.type() != wanted.type()) {
                throw INVALID_CLIENT_METADATA.because(
                        "application_type and token_endpoint_auth_method cannot become those of another kind");
            }
            // what is refused is refused also where an administrator's choice would hide it
            Registration.requireAcceptable(asInput(wanted, present.isThirdParty(), present.customClientMetadata()));
            RegisteredMetadata.Outcome outcome = metadata.change(registered, present, wanted);
            ApplicationView changed = applications.change(id, change(wanted, outcome.holding(), present));
            database.update(
                    "update registrations set metadata = ?::jsonb where application_id = ?",
                    json.valueToTree(outcome.asked()).toString(),
                    id);
            if (!changed.type().isPublic() && !AuthenticationRules.usesKeys(changed.oidcClientMetadata())) {
                secrets.ensure(id);
            }
            return answer(changed, outcome.asked(), token);
        });
    }

    private ObjectNode change(RegisteredClient wanted, RegisteredClient holding, ApplicationView present) {
        ObjectNode change = json.createObjectNode();
        change.put("name", holding.name());
        change.set("oidcClientMetadata", json.valueToTree(holding.oidc()));
        ObjectNode custom = json.valueToTree(custom(holding, present.customClientMetadata()));
        custom.remove("isDeviceFlow");
        if (wanted.isForDevices()) { // stays what it is, whichever grants were taken away
            custom.put("isDeviceFlow", true);
        }
        change.set("customClientMetadata", custom);
        return change;
    }

    @Transactional
    void remove(String id, String token) {
        require(id, token);
        applications.remove(id);
    }

    private record Stored(byte[] tokenHash, String metadata) {}

    /// Whether there is no such registration or the token is another's, the answer is the same.
    private RegisteredClient require(String id, String token) {
        Optional<Stored> stored = database.find(
                "select token_hash, metadata from registrations where application_id = ?",
                row -> new Stored(row.bytes("token_hash"), row.text("metadata")),
                id);
        byte[] expected = stored.map(Stored::tokenHash).orElse(new byte[0]);
        if (!MessageDigest.isEqual(expected, Hashes.sha256(token))) {
            throw INVALID_TOKEN.because("the registration access token is not that of this application");
        }
        return read(stored.orElseThrow().metadata());
    }

    private void requireSame(String id, ObjectNode body) {
        if (!id.equals(body.path("client_id").textValue())) {
            throw INVALID_CLIENT_METADATA.because("client_id must be that of the application");
        }
        boolean sameSecret = !body.has("client_secret")
                || secrets.of(id).stream()
                        .anyMatch(secret -> Hashes.sameText(
                                secret.value(), body.path("client_secret").asText()));
        if (!sameSecret) {
            throw INVALID_CLIENT_METADATA.because("client_secret cannot be chosen");
        }
        List<String> ours = List.of(
                "registration_access_token",
                "registration_client_uri",
                "client_secret_expires_at",
                "client_id_issued_at");
        if (ours.stream().anyMatch(body::has)) {
            throw INVALID_CLIENT_METADATA.because("must not hold " + String.join(", ", ours));
        }
    }

    private static ApplicationInput asInput(
            RegisteredClient wanted, boolean isThirdParty, CustomClientMetadata present) {
        return new ApplicationInput(
                wanted.name(),
                wanted.type(),
                null,
                wanted.oidc(),
                custom(wanted, present),
                isThirdParty,
                null,
                null,
                null,
                null);
    }

    static CustomClientMetadata custom(RegisteredClient wanted, CustomClientMetadata present) {
        return new CustomClientMetadata(
                present.corsAllowedOrigins(),
                present.idTokenTtl(),
                present.refreshTokenTtl(),
                present.refreshTokenTtlInDays(),
                present.rotateRefreshToken(),
                present.alwaysIssueRefreshToken(),
                present.allowTokenExchange(),
                wanted.isForDevices() ? Boolean.TRUE : null,
                present.maxAllowedGrants(),
                wanted.idTokenAlg(),
                wanted.userinfoAlg(),
                present.scopeClaimsInIdToken(),
                present.accessTokenTtl(),
                present.requirePkce(),
                wanted.pushedRequests(),
                wanted.dpopBound(),
                wanted.grantTypes(),
                present.securityProfile());
    }

    /// RFC 7591 §3.2.1, RFC 7592 §3: everything that is registered, and how to look after it. Of several secrets it
    /// is the youngest that is good.
    private ObjectNode answer(ApplicationView application, RegisteredClient registered, String token) {
        ObjectNode answer = metadata.holding(registered, application);
        answer.put("client_id", application.id());
        answer.put("client_id_issued_at", application.createdAt() / 1000);
        if (!AuthenticationRules.usesKeys(application.oidcClientMetadata())) {
            secrets.youngest(application.id()).ifPresent(secret -> {
                answer.put("client_secret", secret.value());
                answer.put("client_secret_expires_at", secret.expiresAt() == null ? 0 : secret.expiresAt() / 1000);
            });
        }
        answer.put("registration_access_token", token);
        answer.put("registration_client_uri", address + application.id());
        return answer;
    }

    private RegisteredClient read(String metadata) {
        try {
            return json.readValue(metadata, RegisteredClient.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored registration is not readable", e);
        }
    }

    /// The rules of administration refuse in the words of the management API; here they are said in those of
    /// RFC 7591 §3.2.2.
    private static ObjectNode refusing(java.util.function.Supplier<ObjectNode> step) {
        try {
            return step.get();
        } catch (ApiException refusal) {
            throw inWordsOfRegistration(refusal);
        }
    }

    private static OAuthException inWordsOfRegistration(ApiException refusal) {
        String text = refusal.details() == null ? refusal.getMessage() : refusal.details();
        String said = text.replaceAll("(?:oidc|custom)ClientMetadata\\.", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{Cntrl}", " ");
        String description = said.length() > MAX_DESCRIPTION ? said.substring(0, MAX_DESCRIPTION) : said;
        boolean aboutReturning = description.startsWith("redirect_uris");
        return (aboutReturning ? INVALID_REDIRECT_URI : INVALID_CLIENT_METADATA).because(description);
    }
}
