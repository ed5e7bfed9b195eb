package dev.latchkey.token;

import dev.latchkey.client.Application;
import dev.latchkey.oauth.Scopes;
import dev.latchkey.platform.Database;
import dev.latchkey.platform.Hashes;
import dev.latchkey.platform.RandomValues;
import dev.latchkey.platform.SealBrokenException;
import dev.latchkey.platform.Sealer;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Device codes with their user codes (RFC 8628 §3.2), both kept by hash. The user code is kept sealed as well,
/// because the person is shown it once more, to compare.
@Singleton
public class DeviceCodes {
    public static final Duration LIFETIME = Duration.ofMinutes(10);
    public static final Duration INTERVAL = Duration.ofSeconds(5);

    private static final Pattern ID = Pattern.compile("[0-9a-z]{21}");
    /// What clocks and networks make of an interval that a device does keep.
    private static final Duration TOLERANCE = Duration.ofMillis(500);

    private static final String PENDING = """
            select id, application_id, user_code_sealed, scope, resources, expires_at from device_codes
            where answered_at is null and expires_at > ? and\s""";

    /// The answer and the authorization in one statement: of two answers one counts. The application is told when
    /// the session ends.
    private static final String APPROVE = """
            with answered as (
                update device_codes set answered_at = ?, grant_id = ?
                where id = ? and answered_at is null and expires_at > ? returning application_id, scope, resources
            ), granted as (
                insert into grants (id, user_id, application_id, session_id, scope, resources, auth_time, amr, sid,
                                    created_at, expires_at)
                select ?, ?, application_id, ?, scope, resources, ?, ?, ?, ?, ? from answered
                returning session_id, application_id, sid
            ), joined as (
                insert into session_applications (session_id, application_id, sid)
                select session_id, application_id, sid from granted on conflict do nothing
            )
            select sid from granted""";

    /// Notes the time; a device that does not keep its interval gets five seconds more (RFC 8628 §3.5). The
    /// row is locked, so that many polls at once are not all on time.
    private static final String POLL = """
            with former as (
                select hash, polled_at > ? - make_interval(secs => interval_seconds) as too_fast
                from device_codes where hash = ? and application_id = ? for update
            ), noted as (
                update device_codes d set polled_at = ?,
                    interval_seconds = least(60, d.interval_seconds + case when f.too_fast then 5 else 0 end)
                from former f where d.hash = f.hash
            )
            select coalesce(f.too_fast, false) as too_fast, d.expires_at as code_expires_at, d.answered_at,
                   d.redeemed_at, d.grant_id as approved,\s""" + Authorization.COLUMNS + ", " + Subject.COLUMNS
            + " from former f join device_codes d on d.hash = f.hash"
            + " left join grants g on g.id = d.grant_id left join users u on u.id = g.user_id";

    private final Database database;
    private final Sealer sealer;
    private final RandomValues random;
    private final RefreshPolicy policy;
    private final Clock clock;

    DeviceCodes(Database database, Sealer sealer, RandomValues random, RefreshPolicy policy, Clock clock) {
        this.database = database;
        this.sealer = sealer;
        this.random = random;
        this.policy = policy;
        this.clock = clock;
    }

    /// Makes the device code that belongs to this user code; empty when the user code is taken.
    public Optional<String> begin(Application application, String userCode, Scopes scopes, List<String> resources) {
        String id = random.entityId();
        String deviceCode = random.token();
        Instant now = clock.instant();
        int made = database.update(
                """
                insert into device_codes (id, hash, user_code_hash, user_code_sealed, application_id, scope, resources,
                                          interval_seconds, created_at, expires_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (user_code_hash) do nothing""",
                id,
                Hashes.sha256(deviceCode),
                Hashes.sha256(userCode),
                sealer.seal(place(id), userCode),
                application.id(),
                scopes.toString(),
                resources,
                (int) INTERVAL.toSeconds(),
                now,
                now.plus(LIFETIME));
        return made == 1 ? Optional.of(deviceCode) : Optional.empty();
    }

    /// What the person means who typed this.
    public Optional<DeviceRequest> findByUserCode(String userCode) {
        return database.find(PENDING + "user_code_hash = ?", this::pending, clock.instant(), Hashes.sha256(userCode))
                .flatMap(found -> found);
    }

    public Optional<DeviceRequest> find(String id) {
        return ID.matcher(id).matches()
                ? database.find(PENDING + "id = ?", this::pending, clock.instant(), id)
                        .flatMap(found -> found)
                : Optional.empty();
    }

    /// False when it was answered before, or came too late.
    public boolean approve(DeviceRequest request, Application application, AuthorizedSession session) {
        Instant now = clock.instant();
        String grantId = random.entityId();
        return database.find(
                        APPROVE,
                        row -> row.text("sid"),
                        now,
                        grantId,
                        request.id(),
                        now,
                        grantId,
                        session.userId(),
                        session.id(),
                        session.authTime(),
                        session.amr(),
                        session.id(),
                        now,
                        policy.authorizationEnd(
                                application, request.scopes(), request.resources(), request.expiresAt()))
                .isPresent();
    }

    /// False when it was answered before, or came too late.
    public boolean deny(DeviceRequest request) {
        Instant now = clock.instant();
        return database.update(
                        "update device_codes set answered_at = ? where id = ? and answered_at is null and expires_at > ?",
                        now,
                        request.id(),
                        now)
                == 1;
    }

    /// One question of a device.
    public DevicePoll poll(String deviceCode, String clientId) {
        Instant now = clock.instant();
        return database.find(POLL, row -> read(row, now), now.plus(TOLERANCE), Hashes.sha256(deviceCode), clientId, now)
                .orElseGet(DevicePoll.Unknown::new);
    }

    private static DevicePoll read(Database.Row row, Instant now) throws SQLException {
        if (row.instant("redeemed_at") != null) {
            return new DevicePoll.Redeemed();
        }
        if (!now.isBefore(row.instant("code_expires_at"))) {
            return new DevicePoll.Expired();
        }
        if (row.instant("answered_at") == null) {
            return new DevicePoll.Pending(row.flag("too_fast"));
        }
        return row.text("approved") == null
                ? new DevicePoll.Denied()
                : new DevicePoll.Approved(Authorization.read(row), Subject.read(row));
    }

    private Optional<DeviceRequest> pending(Database.Row row) throws SQLException {
        String id = row.text("id");
        try {
            return Optional.of(new DeviceRequest(
                    id,
                    row.text("application_id"),
                    sealer.open(place(id), row.bytes("user_code_sealed")),
                    Scopes.parse(row.text("scope")),
                    row.texts("resources"),
                    row.instant("expires_at")));
        } catch (SealBrokenException _) { // the service has another secret key since
            return Optional.empty();
        }
    }

    private static String place(String id) {
        return "device_code:" + id;
    }
}
