package dev.latchkey.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.client.Application;
import dev.latchkey.client.ApplicationType;
import dev.latchkey.client.Applications;
import dev.latchkey.key.RevokedTokens;
import dev.latchkey.key.TokenVerifier;
import dev.latchkey.oauth.KeyThumbprint;
import dev.latchkey.oauth.TokenType;
import dev.latchkey.platform.Database;
import dev.latchkey.platform.Hashes;
import dev.latchkey.platform.LatchkeyConfig;
import dev.latchkey.platform.RandomValues;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Tells whether a token is alive and what it stands for (RFC 7662). An application may ask about
/// its own tokens; a machine-to-machine application, which is how an API introduces itself, about
/// the access tokens of all. Everybody else learns that the token is not active, and nothing more.
@Singleton
public class Introspection {
    private static final Map<String, Object> INACTIVE = Map.of("active", false);

    private static final String FIND =
            "select t.scope as token_scope, t.issued_at, t.expires_at, t.is_refresh, t.dpop_jkt, "
                    + Authorization.COLUMNS + ", " + Subject.COLUMNS + """
             from (
                select grant_id, scope, issued_at, expires_at, false as is_refresh, dpop_jkt
                from access_tokens where hash = ?
                union all
                select r.grant_id, g.scope, r.issued_at, r.expires_at, true, r.dpop_jkt
                from refresh_tokens r join grants g on g.id = r.grant_id where r.hash = ? and r.rotated_at is null
            ) t join grants g on g.id = t.grant_id join users u on u.id = g.user_id""";

    private final Database database;
    private final TokenVerifier verifier;
    private final RevokedTokens revokedTokens;
    private final Applications applications;
    private final Clock clock;
    private final String issuer;

    Introspection(
            Database database,
            TokenVerifier verifier,
            RevokedTokens revokedTokens,
            Applications applications,
            Clock clock,
            LatchkeyConfig config) {
        this.database = database;
        this.verifier = verifier;
        this.revokedTokens = revokedTokens;
        this.applications = applications;
        this.clock = clock;
        this.issuer = config.issuer();
    }

    private record Found(
            String scope,
            Instant issuedAt,
            Instant expiresAt,
            boolean isRefreshToken,
            Optional<KeyThumbprint> boundTo,
            Authorization authorization,
            Subject subject) {
        static Found read(Database.Row row) throws SQLException {
            return new Found(
                    row.text("token_scope"),
                    row.instant("issued_at"),
                    row.instant("expires_at"),
                    row.flag("is_refresh"),
                    KeyThumbprint.ofColumn(row.text("dpop_jkt")),
                    Authorization.read(row),
                    Subject.read(row));
        }
    }

    /// The answer as a JSON object; `active` is always there.
    public Map<String, Object> of(String token, Application caller) {
        Optional<Map<String, Object>> found = RandomValues.isToken(token)
                ? opaque(token, caller)
                : verifier.verify(token).flatMap(claims -> jwt(claims, caller));
        return found.orElse(INACTIVE);
    }

    private Optional<Map<String, Object>> opaque(String token, Application caller) {
        byte[] hash = Hashes.sha256(token);
        return database.find(FIND, Found::read, hash, hash)
                .filter(found -> mayAsk(caller, found.authorization().clientId()))
                .filter(found -> !found.isRefreshToken()
                        || caller.id().equals(found.authorization().clientId()))
                .filter(this::isAlive)
                .map(this::describe);
    }

    private boolean isAlive(Found found) {
        Instant now = clock.instant();
        return now.isBefore(found.expiresAt())
                && found.authorization().isAlive(now)
                && !found.subject().isSuspended();
    }

    private Map<String, Object> describe(Found found) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("active", true);
        answer.put("scope", found.scope());
        answer.put("client_id", found.authorization().clientId());
        answer.put("sub", found.subject().id());
        if (found.subject().username() != null) {
            answer.put("username", found.subject().username());
        }
        answer.put(
                "token_type",
                found.isRefreshToken()
                        ? "refresh_token"
                        : TokenType.of(found.boundTo()).value());
        found.boundTo().ifPresent(key -> answer.put("cnf", Map.of("jkt", key.value())));
        ActorClaim.of(found.authorization().actors()).ifPresent(act -> answer.put("act", act));
        answer.put("iat", found.issuedAt().getEpochSecond());
        answer.put("exp", found.expiresAt().getEpochSecond());
        answer.put("iss", issuer);
        return answer;
    }

    /// An access token for an API speaks for itself, as long as its client and its user still may.
    private Optional<Map<String, Object>> jwt(ObjectNode claims, Application caller) {
        String clientId = claims.path("client_id").asText();
        if (!ResourceTokens.isOne(claims)
                || !mayAsk(caller, clientId)
                || applications.find(clientId).isEmpty()) {
            return Optional.empty();
        }
        String subject = claims.path("sub").asText();
        boolean isUsers = !subject.equals(clientId);
        if (isUsers ? !isGrantAlive(claims) : revokedTokens.has(claims)) {
            return Optional.empty();
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("active", true);
        answer.put("token_type", (claims.has("cnf") ? TokenType.DPOP : TokenType.BEARER).value());
        claims.properties().forEach(claim -> answer.put(claim.getKey(), claim.getValue()));
        return Optional.of(answer);
    }

    /// And the token was not revoked by itself.
    private boolean isGrantAlive(ObjectNode claims) {
        return database.find(
                        """
                        select 1 from grants g join users u on u.id = g.user_id
                        where g.id = ? and g.revoked_at is null and not u.is_suspended and\s""" + RevokedTokens.NOT_REVOKED,
                        row -> true,
                        claims.path("gid").asText(),
                        RevokedTokens.id(claims))
                .isPresent();
    }

    private static boolean mayAsk(Application caller, String clientId) {
        return caller.type() == ApplicationType.MachineToMachine || caller.id().equals(clientId);
    }
}
