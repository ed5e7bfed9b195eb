package dev.latchkey.account;

import dev.latchkey.audit.AuditEvent;
import dev.latchkey.audit.AuditLog;
import dev.latchkey.connector.Arrival;
import dev.latchkey.connector.ConfiguredConnector;
import dev.latchkey.connector.ConnectorException;
import dev.latchkey.connector.Departure;
import dev.latchkey.connector.ExternalIdentity;
import dev.latchkey.connector.Visitor;
import dev.latchkey.platform.ApiException;
import dev.latchkey.platform.RandomValues;
import dev.latchkey.signin.AppSignIn;
import dev.latchkey.signin.ProviderCalls;
import dev.latchkey.token.PersonalTokens.Holder;
import jakarta.inject.Singleton;
import java.util.Optional;

/// The providers that people prove themselves by in the account API: those of the sign-in page. What goes wrong
/// there is recorded for the operator; the application is told whose move it is, and no more.
@Singleton
class Providers {
    private static final String EVENT = "Identity.Verify";

    private final AppSignIn signIn;
    private final ProviderCalls calls;
    private final AuditLog audit;
    private final RandomValues random;

    Providers(AppSignIn signIn, ProviderCalls calls, AuditLog audit, RandomValues random) {
        this.signIn = signIn;
        this.calls = calls;
        this.audit = audit;
        this.random = random;
    }

    Optional<ConfiguredConnector> offered(String id) {
        return signIn.offered(id);
    }

    /// To a page of the provider. Only where the operator keeps a connector to apps, it is what an app tells the
    /// provider's SDK.
    Departure depart(Holder holder, ConfiguredConnector connector, Visitor visitor) {
        try {
            return connector.isOfferedTo(visitor.userAgent())
                    ? connector.connector().inBrowser(visitor)
                    : connector.connector().authorizationUri(visitor);
        } catch (ConnectorException failure) {
            throw failed(holder, connector, failure);
        }
    }

    ExternalIdentity identify(Holder holder, ConfiguredConnector connector, Arrival arrival) {
        try {
            return calls.identify(connector, arrival);
        } catch (ConnectorException failure) {
            throw failed(holder, connector, failure);
        }
    }

    private ApiException failed(Holder holder, ConfiguredConnector connector, ConnectorException failure) {
        String supportId = random.supportId();
        audit.record(AuditEvent.failure(EVENT, supportId)
                .withUser(holder.userId())
                .withApplication(holder.applicationId())
                .with("connectorId", connector.id())
                .with("code", failure.error().code())
                .with("message", failure.getMessage())
                .with("data", failure.data()));
        String code = failure.error().code();
        String support = "; support code " + supportId + ".";
        return switch (failure.error()) {
            case AUTH_CODE_INVALID, ACCESS_TOKEN_INVALID, GENERAL ->
                new ApiException(400, code, "The provider does not say who the person is" + support);
            case INVALID_CONFIG, MISCONFIGURED, INVALID_RESPONSE ->
                new ApiException(422, code, "The provider and the connector's settings do not go together" + support);
            case UNAVAILABLE -> new ApiException(503, code, "The provider does not answer" + support);
        };
    }
}
