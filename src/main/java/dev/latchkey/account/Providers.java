package dev.latchkey.account;

import dev.latchkey.connector.Arrival;
import dev.latchkey.connector.ConfiguredConnector;
import dev.latchkey.connector.ConnectorException;
import dev.latchkey.connector.Departure;
import dev.latchkey.connector.ExternalIdentity;
import dev.latchkey.connector.Visitor;
import dev.latchkey.platform.ApiException;
import dev.latchkey.signin.AppSignIn;
import dev.latchkey.signin.ProviderCalls;
import dev.latchkey.signin.SocialAttempt;
import dev.latchkey.signin.SocialFailures;
import dev.latchkey.signin.Trail;
import dev.latchkey.token.PersonalTokens.Holder;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/// The providers that people prove themselves by in the account API: those of the sign-in page. What goes wrong
/// there is recorded for the operator; the application is told whose move it is, and no more.
@Singleton
class Providers {
    private static final String EVENT = "Identity.Verify";

    private final AppSignIn signIn;
    private final ProviderCalls calls;
    private final SocialFailures failures;
    private final Clock clock;

    Providers(AppSignIn signIn, ProviderCalls calls, SocialFailures failures, Clock clock) {
        this.signIn = signIn;
        this.calls = calls;
        this.failures = failures;
        this.clock = clock;
    }

    Optional<ConfiguredConnector> offered(String id) {
        return signIn.offered(id);
    }

    /// To a page of the provider. Only where the operator keeps a connector to apps, it is what an app tells the
    /// provider's SDK.
    Departure depart(Holder holder, ConfiguredConnector connector, Visitor visitor) {
        Instant asked = clock.instant();
        try {
            return connector.isOfferedTo(visitor.userAgent())
                    ? connector.connector().inBrowser(visitor)
                    : connector.connector().authorizationUri(visitor);
        } catch (ConnectorException failure) {
            throw failed(attempt(holder, connector, Trail.NEW), asked, failure);
        }
    }

    ExternalIdentity identify(Holder holder, ConfiguredConnector connector, Arrival arrival) {
        Instant asked = clock.instant();
        try {
            return calls.identify(connector, arrival);
        } catch (ConnectorException failure) {
            throw failed(attempt(holder, connector, Trail.cameBack(asked)), asked, failure);
        }
    }

    private static SocialAttempt attempt(Holder holder, ConfiguredConnector connector, Trail trail) {
        return new SocialAttempt(EVENT, connector.id(), holder.userId(), holder.applicationId(), trail);
    }

    private ApiException failed(SocialAttempt attempt, Instant asked, ConnectorException failure) {
        String code = failure.error().code();
        String support = "; support code " + failures.failed(attempt, asked, failure) + ".";
        return switch (failure.error()) {
            case AUTH_CODE_INVALID, ACCESS_TOKEN_INVALID, GENERAL ->
                new ApiException(400, code, "The provider does not say who the person is" + support);
            case INVALID_CONFIG, MISCONFIGURED, INVALID_RESPONSE ->
                new ApiException(422, code, "The provider and the connector's settings do not go together" + support);
            case UNAVAILABLE -> new ApiException(503, code, "The provider does not answer" + support);
        };
    }
}
