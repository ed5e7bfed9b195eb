package dev.latchkey.signin;

import dev.latchkey.connector.ConfiguredConnector;
import dev.latchkey.connector.ConnectorException;
import dev.latchkey.connector.Departure;
import dev.latchkey.connector.VisitSessions;
import dev.latchkey.connector.Visitor;
import dev.latchkey.page.Notice;
import dev.latchkey.page.Trouble;
import dev.latchkey.platform.Database;
import dev.latchkey.platform.Hashes;
import dev.latchkey.platform.LatchkeyConfig;
import dev.latchkey.platform.RandomValues;
import jakarta.inject.Singleton;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Visits at social providers. The `state` that a provider has to bring back is made here, kept by
/// hash, good for one use and ten minutes.
@Singleton
class SocialVisits {
    /// A person goes there again a few times; each visit is a row, and a call to the provider.
    private static final int MAX_OPEN = 20;

    private static final String BEGIN = """
            insert into social_visits (state_hash, sign_in_id, connector_id, session_sealed, pending_id,
                                       session_id, created_at, expires_at)
            select ?, ?, ?, ?, ?, ?, ?, ?
            where (select count(*) from social_visits where sign_in_id = ? and expires_at > ?) < ?""";

    private final Database database;
    private final RandomValues random;
    private final SignIns signIns;
    private final VisitSessions sessions;
    private final SignInConfig config;
    private final Clock clock;
    private final String baseUrl;

    SocialVisits(
            Database database,
            RandomValues random,
            SignIns signIns,
            VisitSessions sessions,
            SignInConfig config,
            Clock clock,
            LatchkeyConfig latchkey) {
        this.database = database;
        this.random = random;
        this.signIns = signIns;
        this.sessions = sessions;
        this.config = config;
        this.clock = clock;
        this.baseUrl = latchkey.baseUrl();
    }

    /// A visit under way, and the sign-in it belongs to.
    record Visit(
            String connectorId,
            Errand errand,
            boolean isConsumed,
            Instant createdAt,
            Instant expiresAt,
            Optional<byte[]> sealedSession,
            SignIn signIn) {}

    /// A visit that has just begun.
    ///
    /// @param address where the browser goes, or what the app around it is told
    record Begun(String state, String address) {
        /// Without both: they are what an attacker would need.
        @Override
        public String toString() {
            return "Begun";
        }
    }

    /// Begins a visit in a browser without an app of the operator's around it, and returns where that goes.
    ///
    /// @throws ConnectorException when the provider has to be asked first and fails
    String begin(SignIn signIn, ConfiguredConnector connector, String userAgent, Errand errand) {
        return begin(signIn, connector, userAgent, errand, connector.connector()::inBrowser)
                .address();
    }

    /// @param way how the person gets to the provider
    Begun begin(
            SignIn signIn,
            ConfiguredConnector connector,
            String userAgent,
            Errand errand,
            Function<Visitor, Departure> way) {
        String state = random.token();
        Departure departure = way.apply(new Visitor(state, returnAddress(connector.id()), userAgent));
        Instant now = clock.instant();
        int begun = database.update(
                BEGIN,
                Hashes.sha256(state),
                signIn.id(),
                connector.id(),
                sessions.seal(state, departure).orElse(null),
                errand instanceof Errand.Prove(var pendingId) ? pendingId : null,
                errand instanceof Errand.Link(var sessionId) ? sessionId : null,
                now,
                now.plus(config.socialLifetime()),
                signIn.id(),
                now,
                MAX_OPEN);
        if (begun == 0) {
            throw new SignInStoppedException(Notice.of(Trouble.TOO_MANY_REQUESTS), Optional.of(signIn));
        }
        return new Begun(state, departure.address().toString());
    }

    /// `{endpoint}/callback/{connectorId}`: written into the consoles of providers, never to change.
    URI returnAddress(String connectorId) {
        return URI.create(baseUrl + "/callback/" + connectorId);
    }

    Optional<Visit> find(String state) {
        return database.find(
                "select v.connector_id, v.pending_id, v.session_id as linking_session, v.consumed_at, "
                        + "v.created_at as visit_created_at, v.expires_at as visit_expires_at, v.session_sealed, "
                        + SignIns.COLUMNS
                        + " from social_visits v join sign_ins n on n.id = v.sign_in_id where v.state_hash = ?",
                this::read,
                Hashes.sha256(state));
    }

    /// What the connector left when the visit began.
    Map<String, String> session(String state, Visit visit) {
        return visit.sealedSession().map(kept -> sessions.open(state, kept)).orElseGet(Map::of);
    }

    /// Uses the visit up, and forgets what was kept for it; true for one caller only, however many come at once.
    boolean claim(String state) {
        Instant now = clock.instant();
        return database.update("""
                        update social_visits set consumed_at = ?, session_sealed = null
                        where state_hash = ? and consumed_at is null and expires_at > ?""", now, Hashes.sha256(state), now) == 1;
    }

    private Visit read(Database.Row row) throws SQLException {
        return new Visit(
                row.text("connector_id"),
                errand(row.text("pending_id"), row.text("linking_session")),
                row.instant("consumed_at") != null,
                row.instant("visit_created_at"),
                row.instant("visit_expires_at"),
                Optional.ofNullable(row.bytes("session_sealed")),
                signIns.read(row));
    }

    private static Errand errand(String pendingId, String sessionId) {
        if (pendingId != null) {
            return new Errand.Prove(pendingId);
        }
        return sessionId != null ? new Errand.Link(sessionId) : new Errand.Enter();
    }
}
