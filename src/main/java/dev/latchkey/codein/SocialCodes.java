package dev.latchkey.codein;

import static dev.latchkey.oauth.OAuthError.INVALID_REQUEST;
import static dev.latchkey.oauth.OAuthError.TEMPORARILY_UNAVAILABLE;

import dev.latchkey.audit.AuditEvent;
import dev.latchkey.audit.AuditLog;
import dev.latchkey.client.AuthenticatedClient;
import dev.latchkey.connector.Arrival;
import dev.latchkey.connector.ConfiguredConnector;
import dev.latchkey.connector.ConnectorException;
import dev.latchkey.connector.Connectors;
import dev.latchkey.connector.ExternalIdentity;
import dev.latchkey.exchange.SubjectToken;
import dev.latchkey.exchange.SubjectTokens;
import dev.latchkey.oauth.OAuthException;
import dev.latchkey.oauth.Parameters;
import dev.latchkey.page.Trouble;
import dev.latchkey.platform.RandomValues;
import dev.latchkey.signin.AppSignIn;
import dev.latchkey.signin.AppSignIn.Decision;
import dev.latchkey.signin.ProviderCalls;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A provider's code as a subject token (RFC 8693 §2.1): an app that got it by the provider's SDK or in its mini
/// program signs the person in without a page. The code belongs to the provider's app of one connector, and is
/// tried once.
@Singleton
class SocialCodes implements SubjectTokens {
    static final String TYPE = "urn:latchkey:token-type:social-auth-code";

    private static final String EVENT = "ExchangeTokenBy.TokenExchange";
    private static final int MAX_CODE = 512;

    private final AppSignIn signIn;
    private final BroughtCodes codes;
    private final CodeBrake brake;
    private final Connectors connectors;
    private final ProviderCalls calls;
    private final AuditLog audit;
    private final RandomValues random;
    private final Clock clock;

    SocialCodes(
            AppSignIn signIn,
            BroughtCodes codes,
            CodeBrake brake,
            Connectors connectors,
            ProviderCalls calls,
            AuditLog audit,
            RandomValues random,
            Clock clock) {
        this.signIn = signIn;
        this.codes = codes;
        this.brake = brake;
        this.connectors = connectors;
        this.calls = calls;
        this.audit = audit;
        this.random = random;
        this.clock = clock;
    }

    @Override
    public Set<String> types() {
        return Set.of(TYPE);
    }

    @Override
    public boolean isSignIn() {
        return true;
    }

    @Override
    public SubjectToken accept(Parameters request, AuthenticatedClient client) {
        String code = request.required("subject_token");
        if (code.length() > MAX_CODE) {
            throw INVALID_REQUEST.because("subject_token is longer than " + MAX_CODE + " characters");
        }
        ConfiguredConnector connector = signIn.offered(request.required("connector_id"))
                .orElseThrow(() -> INVALID_REQUEST.because("connector_id is not one that people can sign in by"));
        Map<String, String> callback = connector
                .connector()
                .broughtCode(code)
                .orElseThrow(() -> INVALID_REQUEST.because("this connector takes no codes from apps"));
        brake.require(client.id());
        String target = connector.metadata().target();
        if (!codes.claim(target, code, hasLastingCodes(target))) {
            brake.countWrong(client.id());
            throw refused(connector, client, "subject_token was used already");
        }
        return person(connector, client, identify(connector, client, callback));
    }

    /// Several connectors of a target may be for the same app at the provider, and nobody sees from a code where it was
    /// made.
    private boolean hasLastingCodes(String target) {
        return connectors.all().stream()
                .filter(connector -> connector.metadata().target().equals(target))
                .anyMatch(connector -> connector.connector().hasLastingCodes());
    }

    private ExternalIdentity identify(
            ConfiguredConnector connector, AuthenticatedClient client, Map<String, String> callback) {
        try {
            return calls.identify(connector, Arrival.of(callback, connectors.returnAddress(connector.id())));
        } catch (ConnectorException failure) {
            throw failed(connector, client, failure);
        }
    }

    private SubjectToken person(ConfiguredConnector connector, AuthenticatedClient client, ExternalIdentity identity) {
        return switch (signIn.enter(connector, identity)) {
            case Decision.Enter entered -> {
                if (entered.isLinked()) {
                    recordLink(connector, client, entered.userId());
                }
                yield new SubjectToken.Proven(
                        entered.userId(),
                        entered.isNew(),
                        clock.instant(),
                        List.of("ext"),
                        Optional.of(
                                new SubjectToken.Identity(connector.metadata().target(), entered.identityKey())),
                        Map.of("method", connector.metadata().target(), "connectorId", connector.id()));
            }
            case Decision.Question() ->
                throw refused(connector, client, "the sign-in page has to ask this person first");
            case Decision.Refuse(var trouble) -> throw refused(connector, client, sentence(trouble));
        };
    }

    private void recordLink(ConfiguredConnector connector, AuthenticatedClient client, String userId) {
        audit.record(of(connector, client, AuditEvent.success("Identity.Link"))
                .withUser(userId)
                .with("target", connector.metadata().target())
                .with("method", "Automatic"));
    }

    private static String sentence(Trouble trouble) {
        return switch (trouble) {
            case ACCOUNT_SUSPENDED -> "the account of this person is suspended";
            case IDENTITY_CONFLICT -> "what the provider says of this person belongs to two accounts";
            case REGISTRATION_CLOSED -> "this person has no account, and nobody new gets one";
            case SIGN_IN_CLOSED -> "nobody may sign in, by the operator's settings";
            default -> "this person has to sign in on the sign-in page";
        };
    }

    /// Whose move it is goes to the app, the cause into the log.
    private OAuthException failed(
            ConfiguredConnector connector, AuthenticatedClient client, ConnectorException failure) {
        String supportId = random.supportId();
        audit.record(event(connector, client, supportId)
                .with("code", failure.error().code())
                .with("message", failure.getMessage())
                .with("data", failure.data()));
        String support = "; support code " + supportId;
        OAuthException refusal =
                switch (failure.error()) {
                    case AUTH_CODE_INVALID, ACCESS_TOKEN_INVALID, GENERAL -> {
                        brake.countWrong(client.id());
                        yield INVALID_REQUEST.because("the provider does not accept subject_token" + support);
                    }
                    case INVALID_CONFIG, MISCONFIGURED, INVALID_RESPONSE ->
                        INVALID_REQUEST.because("the provider does not accept the connector's settings" + support);
                    case UNAVAILABLE -> TEMPORARILY_UNAVAILABLE.because("the provider does not answer" + support);
                };
        return refusal.recorded();
    }

    private OAuthException refused(ConfiguredConnector connector, AuthenticatedClient client, String sentence) {
        String supportId = random.supportId();
        audit.record(event(connector, client, supportId).with("message", sentence));
        return INVALID_REQUEST.because(sentence + "; support code " + supportId).recorded();
    }

    private static AuditEvent event(ConfiguredConnector connector, AuthenticatedClient client, String supportId) {
        return of(connector, client, AuditEvent.failure(EVENT, supportId));
    }

    private static AuditEvent of(ConfiguredConnector connector, AuthenticatedClient client, AuditEvent event) {
        return event.withApplication(client.id()).with("connectorId", connector.id());
    }
}
