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
import dev.latchkey.connector.WhoCanFix;
import dev.latchkey.exchange.SubjectToken;
import dev.latchkey.exchange.SubjectTokens;
import dev.latchkey.oauth.OAuthException;
import dev.latchkey.oauth.Parameters;
import dev.latchkey.page.Trouble;
import dev.latchkey.signin.AppSignIn;
import dev.latchkey.signin.AppSignIn.Decision;
import dev.latchkey.signin.ProviderCalls;
import dev.latchkey.signin.SocialAttempt;
import dev.latchkey.signin.SocialFailures;
import dev.latchkey.signin.Trail;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
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
    private static final String USED = "subject_token was used already";
    private static final String ASKED_FIRST = "the sign-in page has to ask this person first";
    private static final int MAX_CODE = 512;

    private final AppSignIn signIn;
    private final BroughtCodes codes;
    private final CodeBrake brake;
    private final Connectors connectors;
    private final ProviderCalls calls;
    private final AuditLog audit;
    private final SocialFailures failures;
    private final Clock clock;

    SocialCodes(
            AppSignIn signIn,
            BroughtCodes codes,
            CodeBrake brake,
            Connectors connectors,
            ProviderCalls calls,
            AuditLog audit,
            SocialFailures failures,
            Clock clock) {
        this.signIn = signIn;
        this.codes = codes;
        this.brake = brake;
        this.connectors = connectors;
        this.calls = calls;
        this.audit = audit;
        this.failures = failures;
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
        SocialAttempt attempt =
                new SocialAttempt(EVENT, connector.id(), null, client.id(), Trail.cameBack(clock.instant()));
        String target = connector.metadata().target();
        if (!codes.claim(target, code, hasLastingCodes(target))) {
            brake.countWrong(client.id());
            throw refusal(failures.refused(attempt, WhoCanFix.DEVELOPER, USED), USED);
        }
        return person(connector, client, attempt, identify(connector, attempt, callback));
    }

    /// Several connectors of a target may be for the same app at the provider, and nobody sees from a code where it was
    /// made.
    private boolean hasLastingCodes(String target) {
        return connectors.all().stream()
                .filter(connector -> connector.metadata().target().equals(target))
                .anyMatch(connector -> connector.connector().hasLastingCodes());
    }

    private ExternalIdentity identify(
            ConfiguredConnector connector, SocialAttempt attempt, Map<String, String> callback) {
        Instant asked = clock.instant();
        try {
            return calls.identify(connector, Arrival.of(callback, connectors.returnAddress(connector.id())));
        } catch (ConnectorException failure) {
            throw failed(attempt, asked, failure);
        }
    }

    private SubjectToken person(
            ConfiguredConnector connector,
            AuthenticatedClient client,
            SocialAttempt attempt,
            ExternalIdentity identity) {
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
                throw refusal(failures.refused(attempt, WhoCanFix.PERSON, ASKED_FIRST), ASKED_FIRST);
            case Decision.Refuse(var trouble) ->
                throw refusal(failures.refused(attempt, trouble, sentence(trouble)), sentence(trouble));
        };
    }

    private void recordLink(ConfiguredConnector connector, AuthenticatedClient client, String userId) {
        audit.record(AuditEvent.success("Identity.Link")
                .withUser(userId)
                .withApplication(client.id())
                .with("connectorId", connector.id())
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
    private OAuthException failed(SocialAttempt attempt, Instant asked, ConnectorException failure) {
        String support = "; support code " + failures.failed(attempt, asked, failure);
        OAuthException refusal =
                switch (failure.error()) {
                    case AUTH_CODE_INVALID, ACCESS_TOKEN_INVALID, GENERAL -> {
                        brake.countWrong(attempt.applicationId());
                        yield INVALID_REQUEST.because("the provider does not accept subject_token" + support);
                    }
                    case INVALID_CONFIG, MISCONFIGURED, INVALID_RESPONSE ->
                        INVALID_REQUEST.because("the provider does not accept the connector's settings" + support);
                    case UNAVAILABLE -> TEMPORARILY_UNAVAILABLE.because("the provider does not answer" + support);
                };
        return refusal.recorded();
    }

    private static OAuthException refusal(String supportId, String sentence) {
        return INVALID_REQUEST.because(sentence + "; support code " + supportId).recorded();
    }
}
