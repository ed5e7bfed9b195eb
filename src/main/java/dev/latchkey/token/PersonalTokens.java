package dev.latchkey.token;

import dev.latchkey.client.AllowedOrigins;
import dev.latchkey.client.Application;
import dev.latchkey.client.Applications;
import dev.latchkey.dpop.BoundTokens;
import dev.latchkey.dpop.PresentedToken;
import dev.latchkey.oauth.KeyThumbprint;
import dev.latchkey.oauth.Scopes;
import dev.latchkey.platform.ApiException;
import dev.latchkey.platform.Cors;
import dev.latchkey.platform.Database;
import dev.latchkey.platform.Hashes;
import dev.latchkey.platform.LatchkeyConfig;
import dev.latchkey.platform.RandomValues;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;

/// Who calls the account API: the person of an opaque access token, which an application holds for them
/// (reference, management API §12), from pages that the application allows. A token that is bound to a key needs a
/// proof of it (RFC 9449 §7). Third-party applications are refused: what people allow on the consent page is to
/// read, and userinfo is there for that.
@Singleton
public class PersonalTokens {

    private static final String FIND = """
            select g.id as grant_id, g.user_id, g.application_id, a.scope, a.dpop_jkt from access_tokens a
            join grants g on g.id = a.grant_id join users u on u.id = g.user_id
            where a.hash = ? and a.expires_at > ?
              and g.revoked_at is null and g.expires_at > ? and not u.is_suspended""";

    private final Database database;
    private final BoundTokens boundTokens;
    private final Applications applications;
    private final AllowedOrigins origins;
    private final Clock clock;
    private final String baseUrl;

    PersonalTokens(
            Database database,
            BoundTokens boundTokens,
            Applications applications,
            AllowedOrigins origins,
            Clock clock,
            LatchkeyConfig config) {
        this.database = database;
        this.boundTokens = boundTokens;
        this.applications = applications;
        this.origins = origins;
        this.baseUrl = config.baseUrl();
        this.clock = clock;
    }

    private record Found(Holder holder, Optional<KeyThumbprint> key) {
        static Found read(Database.Row row) throws SQLException {
            return new Found(Holder.read(row), KeyThumbprint.ofColumn(row.text("dpop_jkt")));
        }
    }

    /// @param applicationId who calls on their behalf
    /// @param grantId the authorization that lets it
    public record Holder(String userId, String applicationId, String grantId, Scopes scopes) {
        static Holder read(Database.Row row) throws SQLException {
            return new Holder(
                    row.text("user_id"),
                    row.text("application_id"),
                    row.text("grant_id"),
                    Scopes.parse(row.text("scope")));
        }

        /// Refuses a token that was not given for this.
        public void require(String scope) {
            if (!scopes.has(scope)) {
                throw new ApiException(403, "auth.forbidden", "The token does not hold the scope " + scope + ".");
            }
        }
    }

    public Holder require(RoutingContext context) {
        PresentedToken token = PresentedToken.forApi(context);
        Found found = find(token.value()).orElseThrow(PersonalTokens::invalid);
        Holder holder = found.holder();
        boundTokens.require(context, baseUrl + context.request().path(), token, found.key(), holder.applicationId());
        Application application = applications.find(holder.applicationId()).orElseThrow(PersonalTokens::invalid);
        if (!Cors.admit(context, origin -> origins.allows(application, origin))) {
            throw new ApiException(403, "auth.forbidden", "This origin is not allowed for the application.");
        }
        if (application.isThirdParty()) {
            throw new ApiException(403, "auth.forbidden", "The account API is not for third-party applications.");
        }
        holder.require(Scopes.OPENID);
        return holder;
    }

    private Optional<Found> find(String token) {
        return RandomValues.isToken(token)
                ? database.find(FIND, Found::read, Hashes.sha256(token), clock.instant(), clock.instant())
                : Optional.empty();
    }

    private static ApiException invalid() {
        return new ApiException(401, "auth.unauthorized", "The token is no valid access token of a person.");
    }
}
