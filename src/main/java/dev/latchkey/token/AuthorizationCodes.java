package dev.latchkey.token;

import dev.latchkey.oauth.CodeChallenge;
import dev.latchkey.oauth.KeyThumbprint;
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

/// Authorization codes (RFC 6749 §4.1.2), kept by hash: a leaked table redeems nothing.
@Singleton
public class AuthorizationCodes {
    /// A request that was pushed is good for one code.
    private static final String CLAIM = """
            claimed as (
                update pushed_requests set used_at = ? where hash = ? and used_at is null returning hash
            ),""";

    /// The grant, its place in the session and its code in one statement; without a grant there is no code.
    private static final String ISSUE = """
            granted as (
                insert into grants (id, user_id, application_id, session_id, scope, resources, userinfo_claims,
                                    id_token_claims, nonce, auth_time, amr, sid, created_at, expires_at)
                select ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? %s returning id, session_id, application_id, sid
            ), joined as (
                insert into session_applications (session_id, application_id, sid)
                select session_id, application_id, sid from granted on conflict do nothing
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
    private final TokenLifetimes lifetimes;
    private final RefreshPolicy policy;
    private final Clock clock;

    AuthorizationCodes(
            Database database, RandomValues random, TokenLifetimes lifetimes, RefreshPolicy policy, Clock clock) {
        this.database = database;
        this.random = random;
        this.lifetimes = lifetimes;
        this.policy = policy;
        this.clock = clock;
    }

    /// Makes a code for what the person just authorized; one statement, one commit. Empty when the request was
    /// pushed and has led to a code before.
    public Optional<String> issue(CodeRequest request, AuthorizedSession session) {
        Instant now = clock.instant();
        String code = random.token();
        StringBuilder statement = new StringBuilder("with ");
        List<Object> arguments = new ArrayList<>();
        request.pushedRequest().ifPresent(hash -> {
            statement.append(CLAIM);
            arguments.addAll(List.of(now, hash));
        });
        if (session.touchUntil() != null) {
            statement.append(NOTE);
            arguments.addAll(List.of(
                    now,
                    session.touchUntil(),
                    session.id(),
                    request.application().id(),
                    session.userId()));
        }
        statement.append(ISSUE.formatted(request.pushedRequest().isPresent() ? "from claimed" : ""));
        arguments.addAll(Arrays.asList(grantAndCode(request, session, code, now)));
        return database.update(statement.toString(), arguments.toArray()) == 1 ? Optional.of(code) : Optional.empty();
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
            policy.authorizationEnd(request.application(), request.scopes(), request.resources(), now),
            Hashes.sha256(code),
            request.redirectUri(),
            request.challenge().map(CodeChallenge::value).orElse(null),
            KeyThumbprint.toColumn(request.key()),
            now,
            now.plus(lifetimes.ofCode(request.application()))
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
