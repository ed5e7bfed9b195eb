package dev.latchkey.signin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.oauth.Parameters;
import dev.latchkey.page.Notice;
import dev.latchkey.page.Trouble;
import dev.latchkey.platform.Database;
import dev.latchkey.platform.Hashes;
import dev.latchkey.platform.RandomValues;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The sign-ins under way, keyed by id: two tabs are two of them.
@Singleton
class SignIns {
    static final String COLUMNS =
            "n.id as sign_in_id, n.browser_hash, n.application_id, n.request, n.session_id, n.consent,"
                    + " n.consent_session_id, n.created_at, n.expires_at";

    private static final String INSERT = """
            insert into sign_ins (id, browser_hash, application_id, request, created_at, expires_at, network)
            select ?, ?::bytea, ?, ?::jsonb, ?::timestamptz, ?::timestamptz, ?
            where (select count(*) from (
                select 1 from sign_ins where network = ?::varchar and expires_at > ?::timestamptz
                    and session_id is null limit ?) open) < ?""";

    private static final Pattern ID = Pattern.compile("[0-9a-z]{21}");

    private static final TypeReference<Map<String, List<String>>> REQUEST = new TypeReference<>() {};

    private final Database database;
    private final RandomValues random;
    private final ObjectMapper json;
    private final OpenSignIns open;
    private final SignInConfig config;
    private final Clock clock;

    SignIns(
            Database database,
            RandomValues random,
            ObjectMapper json,
            OpenSignIns open,
            SignInConfig config,
            Clock clock) {
        this.database = database;
        this.random = random;
        this.json = json;
        this.open = open;
        this.config = config;
        this.clock = clock;
    }

    /// @param applicationId null for the person's own account page
    /// @param browser the value of the browser's cookie
    /// @param network where the request comes from, if that is known
    /// @throws SignInStoppedException when too many are under way
    SignIn begin(String applicationId, Parameters request, String browser, Optional<String> network) {
        Instant now = clock.instant();
        SignIn signIn = new SignIn(
                random.entityId(),
                Hashes.sha256(browser),
                applicationId,
                request,
                Optional.empty(),
                Optional.empty(),
                now,
                now.plus(config.lifetime()));
        if (open.areTooMany() || !insert(signIn, network, now)) {
            throw new SignInStoppedException(Notice.of(Trouble.TOO_MANY_REQUESTS), Optional.of(signIn));
        }
        return signIn;
    }

    /// False when too many from this network are under way already.
    private boolean insert(SignIn signIn, Optional<String> network, Instant now) {
        String from = network.orElse(null);
        return database.update(
                        INSERT,
                        signIn.id(),
                        signIn.browserHash(),
                        signIn.applicationId(),
                        write(signIn.request()),
                        now,
                        signIn.expiresAt(),
                        from,
                        from,
                        now,
                        config.maxOpenPerAddress(),
                        config.maxOpenPerAddress())
                == 1;
    }

    Optional<SignIn> find(String id) {
        return ID.matcher(id).matches()
                ? database.find("select " + COLUMNS + " from sign_ins n where n.id = ?", this::read, id)
                : Optional.empty(); // it may hold what PostgreSQL cannot read
    }

    SignIn read(Database.Row row) throws SQLException {
        return new SignIn(
                row.text("sign_in_id"),
                row.bytes("browser_hash"),
                row.text("application_id"),
                Parameters.of(parse(row.text("request"))),
                Optional.ofNullable(row.text("session_id")),
                consent(row),
                row.instant("created_at"),
                row.instant("expires_at"));
    }

    private static Optional<ConsentAnswer> consent(Database.Row row) throws SQLException {
        String answer = row.text("consent");
        return answer == null
                ? Optional.empty()
                : Optional.of(new ConsentAnswer(answer.equals("allowed"), row.text("consent_session_id")));
    }

    private String write(Parameters request) {
        try {
            return json.writeValueAsString(request.asMap());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a request is not JSON", e);
        }
    }

    private Map<String, List<String>> parse(String text) {
        try {
            return json.readValue(text, REQUEST);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored request is not readable", e);
        }
    }
}
