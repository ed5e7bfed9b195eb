package dev.latchkey.token;

import dev.latchkey.oauth.CodeChallenge;
import dev.latchkey.oauth.KeyThumbprint;
import dev.latchkey.platform.Database;
import dev.latchkey.platform.Hashes;
import dev.latchkey.platform.RandomValues;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/// Authorization codes (RFC 6749 §4.1.2), kept by hash: a leaked table redeems nothing.
@Singleton
public class AuthorizationCodes {
    /// The grant and its code in one statement.
    private static final String ISSUE = """
            granted as (
                insert into grants (id, user_id, application_id, session_id, scope, resources, userinfo_claims,
                                    id_token_claims, nonce, auth_time, amr, sid, created_at, expires_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id
            )
            insert into authorization_codes (hash, grant_id, redirect_uri, code_challenge, dpop_jkt, created_at, expires_at)
            select ?, id, ?, ?, ?, ?, ? from granted""";

    /// With it, now and then, what else an authorization changes: the session is used, and the
    /// person's first application is remembered.
    private static final String NOTE = """
            touched as (
                update sessions set touched_at = ?, expires_at = least(?, ends_at) where id = ?
            ), remembered as (
                update users set application_id = ? where id = ? and application_id is null
            ),""";

    private static final String FIND =
            "select c.redirect_uri, c.code_challenge, c.dpop_jkt, c.expires_at, c.redeemed_at, "
                    + Authorization.COLUMNS + ", " + Subject.COLUMNS + """
             from authorization_codes c join grants g on g.id = c.grant_id join users u on u.id = g.user_id
            where c.hash = ?""";

    private final Database database;
    private final RandomValues random;
    private final TokenConfig config;
    private final RefreshPolicy policy;
    private final Clock clock;

    AuthorizationCodes(Database database, RandomValues random, TokenConfig config, RefreshPolicy policy, Clock clock) {
        this.database = database;
        this.random = random;
        this.config = config;
        this.policy = policy;
        this.clock = clock;
    }

    /// Makes a code for what the person just authorized; one statement, one commit.
    public String issue(CodeRequest request, AuthorizedSession session) {
        Instant now = clock.instant();
        String code = random.token();
        if (session.touchUntil() == null) {
            database.update("with " + ISSUE, grantAndCode(request, session, code, now));
        } else {
            Object[] note = {
                now, session.touchUntil(), session.id(), request.application().id(), session.userId()
            };
            Object[] rest = grantAndCode(request, session, code, now);
            database.update(
                    "with " + NOTE + ISSUE,
                    Stream.concat(Arrays.stream(note), Arrays.stream(rest)).toArray());
        }
        return code;
    }

    private Object[] grantAndCode(CodeRequest request, AuthorizedSession session, String code, Instant now) {
        RequestedClaims claims = request.shownClaims();
        return new Object[] {
            random.entityId(),
            session.userId(),
            request.application().id(),
            session.id(),
            request.scopes().toString(),
            request.resources(),
            RequestedClaims.names(claims.userInfo()),
            RequestedClaims.names(claims.idToken()),
            request.nonce().orElse(null),
            session.authTime(),
            session.amr(),
            session.id(),
            now,
            policy.authorizationEnd(request.application(), request.scopes(), now),
            Hashes.sha256(code),
            request.redirectUri(),
            request.challenge().map(CodeChallenge::value).orElse(null),
            KeyThumbprint.toColumn(request.key()),
            now,
            now.plus(config.codeLifetime())
        };
    }

    /// A code as stored; what it is good for is not decided here.
    public Optional<StoredCode> find(String code) {
        return database.find(FIND, StoredCode::read, Hashes.sha256(code));
    }

    /// Burns a code whose redemption was refused, so that nobody can go on guessing at it.
    public void spend(String code) {
        database.update(
                "update authorization_codes set redeemed_at = ? where hash = ? and redeemed_at is null",
                clock.instant(),
                Hashes.sha256(code));
    }
}
