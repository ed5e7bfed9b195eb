package dev.latchkey.token;

import static dev.latchkey.oauth.OAuthError.INVALID_GRANT;

import dev.latchkey.client.Application;
import dev.latchkey.client.AuthenticatedClient;
import dev.latchkey.oauth.KeyThumbprint;
import dev.latchkey.oauth.Scopes;
import dev.latchkey.oauth.TokenType;
import dev.latchkey.platform.Database;
import dev.latchkey.platform.Hashes;
import dev.latchkey.platform.RandomValues;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Turns a code or a refresh token into tokens: one statement claims the one and stores the others,
/// so of two concurrent requests exactly one wins, and nothing is stored for the loser.
@Singleton
public class TokenIssuer {
    /// The authorization, which cannot go before the statement is through. It is locked first of all: what
    /// deletes it takes its tokens along in the same order, so that neither waits for the other for ever.
    private static final String OWNER =
            "owner as (select id from grants where id = ? and revoked_at is null for key share)";

    static final String STORE_ACCESS_TOKEN = """
            insert into access_tokens (hash, grant_id, scope, issued_at, expires_at, dpop_jkt)
                select ?, grant_id, ?, ?, ?, ? from claimed where ?""";

    static final String STORE_REFRESH_TOKEN = """
            insert into refresh_tokens (hash, grant_id, issued_at, expires_at, ends_at, dpop_jkt)
                select ?, grant_id, ?, ?, ?, ? from claimed where ?""";

    private static final String REDEEM = """
            with %s, claimed as (
                update authorization_codes set redeemed_at = ? from owner
                where hash = ? and redeemed_at is null and grant_id = owner.id
                returning grant_id
            ), access as (%s), refresh as (%s)
            select count(*) as won from claimed""".formatted(OWNER, STORE_ACCESS_TOKEN, STORE_REFRESH_TOKEN);

    private static final String REDEEM_DEVICE = """
            with %s, claimed as (
                update device_codes set redeemed_at = ? from owner
                where hash = ? and redeemed_at is null and grant_id = owner.id
                returning grant_id
            ), access as (%s), refresh as (%s)
            select count(*) as won from claimed""".formatted(OWNER, STORE_ACCESS_TOKEN, STORE_REFRESH_TOKEN);

    private static final String ROTATE = """
            with %s, claimed as (
                update refresh_tokens set rotated_at = ?, successor_sealed = ? from owner
                where hash = ? and rotated_at is null and grant_id = owner.id
                returning grant_id
            ), access as (%s), refresh as (%s)
            select count(*) as won from claimed""".formatted(OWNER, STORE_ACCESS_TOKEN, STORE_REFRESH_TOKEN);

    private static final String KEEP =
            "with " + OWNER + ", claimed as (select id as grant_id from owner) " + STORE_ACCESS_TOKEN;

    private static final String NOTE_USE = "update refresh_tokens set used_at = ? where hash = ? and used_at is null";

    /// The same at the first use of a refresh token that stays.
    private static final String KEEP_FIRST = "with " + OWNER
            + ", claimed as (select id as grant_id from owner), noted as (" + NOTE_USE + ") " + STORE_ACCESS_TOKEN;

    private final Database database;
    private final AccessTokens accessTokens;
    private final IdTokens idTokens;
    private final RandomValues random;
    private final RefreshPolicy policy;
    private final Clock clock;

    TokenIssuer(
            Database database,
            AccessTokens accessTokens,
            IdTokens idTokens,
            RandomValues random,
            RefreshPolicy policy,
            Clock clock) {
        this.database = database;
        this.accessTokens = accessTokens;
        this.idTokens = idTokens;
        this.random = random;
        this.policy = policy;
        this.clock = clock;
    }

    /// Redeems a code; empty when someone else was faster.
    ///
    /// @param resource the API to make the access token for, else one for userinfo
    public Optional<TokenResponse> redeem(
            String code, StoredCode stored, AuthenticatedClient client, Optional<String> resource) {
        return redeem(REDEEM, code, stored.authorization(), stored.subject(), client, resource);
    }

    /// Redeems a device code; empty when someone else was faster.
    public Optional<TokenResponse> redeem(
            String deviceCode, DevicePoll.Approved approved, AuthenticatedClient client, Optional<String> resource) {
        return redeem(REDEEM_DEVICE, deviceCode, approved.authorization(), approved.subject(), client, resource);
    }

    private Optional<TokenResponse> redeem(
            String statement,
            String code,
            Authorization authorization,
            Subject subject,
            AuthenticatedClient client,
            Optional<String> resource) {
        Application application = client.application();
        IssuedAccessToken access =
                accessTokens.prepare(client, authorization, subject, authorization.scopes(), resource);
        Optional<String> refresh =
                policy.isGiven(application, authorization.scopes()) ? Optional.of(random.token()) : Optional.empty();
        TokenResponse response = response(application, authorization, subject, access, refresh);
        Instant now = clock.instant();
        boolean won = claim(
                statement,
                authorization.id(),
                now,
                Hashes.sha256(code),
                access.hash(),
                access.scopes().toString(),
                now,
                now.plus(access.lifetime()),
                KeyThumbprint.toColumn(access.key()),
                access.isStored(),
                Hashes.sha256(refresh.orElse("")),
                now,
                policy.firstExpiry(application, now),
                policy.familyEnd(now),
                refreshKey(client),
                refresh.isPresent());
        return won ? Optional.of(response) : Optional.empty();
    }

    /// Uses a refresh token, rotating it when its time has come; empty when a parallel request rotated
    /// it meanwhile.
    public Optional<TokenResponse> refresh(
            String token,
            StoredRefreshToken stored,
            AuthenticatedClient client,
            Scopes scopes,
            Optional<String> resource) {
        Application application = client.application();
        Authorization authorization = stored.authorization().refreshed();
        IssuedAccessToken access = accessTokens.prepare(client, authorization, stored.subject(), scopes, resource);
        if (!policy.mustRotate(application, stored, clock.instant())) {
            return Optional.of(keep(token, stored, application, access, isFirstUse(application, stored)));
        }
        String successor = random.token();
        TokenResponse response = response(application, authorization, stored.subject(), access, Optional.of(successor));
        Instant now = clock.instant();
        boolean won = claim(
                ROTATE,
                authorization.id(),
                now,
                SuccessorSeal.seal(token, successor),
                Hashes.sha256(token),
                access.hash(),
                access.scopes().toString(),
                now,
                now.plus(access.lifetime()),
                KeyThumbprint.toColumn(access.key()),
                access.isStored(),
                Hashes.sha256(successor),
                now,
                policy.successorExpiry(application, stored, now),
                stored.endsAt(),
                refreshKey(client),
                true);
        return won ? Optional.of(response) : Optional.empty();
    }

    /// Answers a client that lost the answer to its last refresh with the same successor once more.
    public TokenResponse retry(
            String token,
            StoredRefreshToken stored,
            AuthenticatedClient client,
            Scopes scopes,
            Optional<String> resource) {
        IssuedAccessToken access =
                accessTokens.prepare(client, stored.authorization(), stored.subject(), scopes, resource);
        return keep(successorOf(token, stored), stored, client.application(), access, false);
    }

    /// The token that replaced this rotated one.
    public String successorOf(String token, StoredRefreshToken rotated) {
        return SuccessorSeal.open(token, rotated.successorSealed());
    }

    /// Noted where it matters: public clients' tokens are replaced at each use.
    private static boolean isFirstUse(Application application, StoredRefreshToken stored) {
        return !application.type().isPublic() && !stored.isUsed();
    }

    private TokenResponse keep(
            String refreshToken,
            StoredRefreshToken stored,
            Application application,
            IssuedAccessToken access,
            boolean isFirstUse) {
        TokenResponse response = response(
                application, stored.authorization().refreshed(), stored.subject(), access, Optional.of(refreshToken));
        Instant now = clock.instant();
        if (access.isStored()) {
            store(refreshToken, stored, access, isFirstUse, now);
        } else if (isFirstUse) {
            database.update(NOTE_USE, now, Hashes.sha256(refreshToken));
        }
        return response;
    }

    private void store(
            String refreshToken, StoredRefreshToken stored, IssuedAccessToken access, boolean isFirstUse, Instant now) {
        List<Object> arguments = new ArrayList<>();
        arguments.add(stored.authorization().id());
        if (isFirstUse) {
            arguments.addAll(List.of(now, Hashes.sha256(refreshToken)));
        }
        arguments.addAll(Arrays.asList(
                access.hash(),
                access.scopes().toString(),
                now,
                now.plus(access.lifetime()),
                KeyThumbprint.toColumn(access.key()),
                true));
        if (database.update(isFirstUse ? KEEP_FIRST : KEEP, arguments.toArray()) == 0) {
            throw INVALID_GRANT.because("authorization was revoked or has expired");
        }
    }

    /// RFC 9449 §5: where no secret protects the refresh token, the key does.
    static String refreshKey(AuthenticatedClient client) {
        return client.application().type().isPublic() ? KeyThumbprint.toColumn(client.key()) : null;
    }

    private boolean claim(String statement, Object... arguments) {
        return database.find(statement, row -> row.number("won") == 1, arguments)
                .orElse(false);
    }

    /// For whoever must not learn more: no ID token, no refresh token.
    static TokenResponse accessAlone(IssuedAccessToken access) {
        return new TokenResponse(
                access.value(),
                TokenType.of(access.key()),
                access.lifetime(),
                access.scopes().toString(),
                Optional.empty(),
                Optional.empty());
    }

    TokenResponse response(
            Application application,
            Authorization authorization,
            Subject subject,
            IssuedAccessToken access,
            Optional<String> refreshToken) {
        Optional<String> idToken = authorization.scopes().has(Scopes.OPENID)
                ? Optional.of(idTokens.issue(application, authorization, subject, access.value()))
                : Optional.empty();
        return new TokenResponse(
                access.value(),
                TokenType.of(access.key()),
                access.lifetime(),
                access.scopes().toString(),
                refreshToken,
                idToken);
    }
}
