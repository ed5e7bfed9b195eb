package dev.latchkey.token;

import static dev.latchkey.oauth.OAuthError.INVALID_REQUEST;

import dev.latchkey.client.Application;
import dev.latchkey.client.AuthenticatedClient;
import dev.latchkey.oauth.KeyThumbprint;
import dev.latchkey.oauth.Scopes;
import dev.latchkey.platform.Database;
import dev.latchkey.platform.Hashes;
import dev.latchkey.platform.RandomValues;
import dev.latchkey.token.Entitlement.Source;
import dev.latchkey.user.IdentityLinks;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/// Makes an authorization and its tokens at once: for whoever was named at the token endpoint itself. One
/// statement stores all of them, or nothing when the person or the origin is not in order any more.
@Singleton
public class EntitlementIssuer {
    /// The origin is locked until the commit: an end of it comes either before, and is seen here, or
    /// after, and finds what derives from it (the trigger `grants_end_derived`). There is no session, but the `sid`
    /// of one: what it began with is noted, so that the authorization moves when the identity does.
    private static final String ISSUE = """
            with origin as (
                select id from grants where id = ? and revoked_at is null for share
            ), claimed as (
                insert into grants (id, user_id, application_id, scope, resources, auth_time, amr, sid, created_at,
                                    expires_at, actors, derived_from)
                select ?, u.id, ?, ?, ?, ?, ?, ?, ?, ?, ?, (select id from origin)
                from users u
                where u.id = ? and not u.is_suspended and (? or exists (select 1 from origin))
                returning id as grant_id
            ), access as (%s), refresh as (%s), noted as (
                update users set last_sign_in_at = ?, application_id = coalesce(application_id, ?)
                where id = ? and ? and exists (select 1 from claimed)
            ), came as (
                insert into session_identities (session_id, target, provider_user_id, expires_at)
                select ?, ?, ?, ? from claimed where ?
            )
            select count(*) as won from claimed""".formatted(TokenIssuer.STORE_ACCESS_TOKEN, TokenIssuer.STORE_REFRESH_TOKEN);

    private static final String FIND_SUBJECT = "select " + Subject.COLUMNS + " from users u where u.id = ?";

    private final Database database;
    private final AccessTokens accessTokens;
    private final TokenIssuer answers;
    private final RandomValues random;
    private final RefreshPolicy policy;
    private final Clock clock;

    EntitlementIssuer(
            Database database,
            AccessTokens accessTokens,
            TokenIssuer answers,
            RandomValues random,
            RefreshPolicy policy,
            Clock clock) {
        this.database = database;
        this.accessTokens = accessTokens;
        this.answers = answers;
        this.random = random;
        this.policy = policy;
        this.clock = clock;
    }

    /// @param resource the API to make the access token for, else one for userinfo
    public TokenResponse issue(Entitlement entitlement, AuthenticatedClient client, Optional<String> resource) {
        Subject subject = database.find(FIND_SUBJECT, Subject::read, entitlement.userId())
                .filter(person -> !person.isSuspended())
                .orElseThrow(EntitlementIssuer::gone);
        Instant now = clock.instant();
        Authorization authorization = authorization(entitlement, client.application(), now);
        IssuedAccessToken access = accessTokens.prepare(
                client, authorization, subject, entitlement.scopes(), resource, end(entitlement, authorization));
        boolean refreshes = entitlement.isSignIn() && policy.isGiven(client.application(), entitlement.scopes());
        Optional<String> refresh = refreshes ? Optional.of(random.token()) : Optional.empty();
        TokenResponse response = entitlement.isSignIn()
                ? answers.response(client.application(), authorization, subject, access, refresh)
                : TokenIssuer.accessAlone(access);
        store(entitlement, authorization, client, access, refresh, now);
        return response;
    }

    private Authorization authorization(Entitlement entitlement, Application application, Instant now) {
        return new Authorization(
                random.entityId(),
                application.id(),
                entitlement.scopes(),
                entitlement.resources(),
                RequestedClaims.NONE,
                null,
                entitlement.authTime(),
                entitlement.amr(),
                entitlement.origin().map(origin -> origin.authorization().sid()).orElseGet(random::entityId),
                now,
                policy.authorizationEnd(
                        application,
                        entitlement.isSignIn() ? entitlement.scopes() : Scopes.NONE,
                        entitlement.resources(),
                        now),
                entitlement.actors(),
                false);
    }

    private static Instant end(Entitlement entitlement, Authorization authorization) {
        return entitlement.origin().map(Entitlement.Origin::until).orElse(authorization.expiresAt());
    }

    private void store(
            Entitlement entitlement,
            Authorization authorization,
            AuthenticatedClient client,
            IssuedAccessToken access,
            Optional<String> refresh,
            Instant now) {
        Application application = client.application();
        Instant accessEnd = now.plus(access.lifetime());
        boolean won = database.find(
                        ISSUE,
                        row -> row.number("won") == 1,
                        entitlement
                                .origin()
                                .map(origin -> origin.authorization().id())
                                .orElse(""),
                        authorization.id(),
                        application.id(),
                        authorization.scopes().toString(),
                        authorization.resources(),
                        authorization.authTime(),
                        authorization.amr(),
                        authorization.sid(),
                        now,
                        refresh.isPresent() ? authorization.expiresAt() : accessEnd,
                        authorization.actors(),
                        entitlement.userId(),
                        entitlement.origin().isEmpty(),
                        access.hash(),
                        access.scopes().toString(),
                        now,
                        accessEnd,
                        KeyThumbprint.toColumn(access.key()),
                        access.isStored(),
                        Hashes.sha256(refresh.orElse("")),
                        now,
                        policy.firstExpiry(application, now),
                        policy.familyEnd(now),
                        TokenIssuer.refreshKey(client),
                        refresh.isPresent(),
                        now,
                        application.id(),
                        entitlement.userId(),
                        entitlement.isSignIn(),
                        authorization.sid(),
                        entitlement.source().map(Source::target).orElse(""),
                        entitlement.source().map(Source::providerUserId).orElse(""),
                        now.plus(IdentityLinks.BEGINNINGS_KEPT),
                        entitlement.source().isPresent())
                .orElse(false);
        if (!won) {
            throw gone();
        }
    }

    private static RuntimeException gone() {
        return INVALID_REQUEST.because("the person or the authorization of the subject token is gone or suspended");
    }
}
