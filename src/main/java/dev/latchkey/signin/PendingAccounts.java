package dev.latchkey.signin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.platform.Database;
import dev.latchkey.platform.RandomValues;
import dev.latchkey.platform.SealBrokenException;
import dev.latchkey.platform.Sealer;
import dev.latchkey.user.ProvenIdentity;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/// Proofs that wait for decisions: sealed rows, one for each sign-in, and through it bound to one browser.
@Singleton
class PendingAccounts {
    private static final String CONNECTOR = "connectorId";
    private static final String IDENTITY = "identity";
    private static final String USER = "userId";

    private static final String PUT = """
            insert into pending_accounts (id, sign_in_id, proof_sealed, wants_own_account, has_agreed, username,
                                          proven_user_id, created_at, expires_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (sign_in_id) do update set id = excluded.id, proof_sealed = excluded.proof_sealed,
                wants_own_account = excluded.wants_own_account, has_agreed = excluded.has_agreed,
                username = excluded.username, proven_user_id = excluded.proven_user_id,
                created_at = excluded.created_at, expires_at = excluded.expires_at""";

    private final Database database;
    private final Sealer sealer;
    private final RandomValues random;
    private final ObjectMapper json;
    private final SignInConfig config;
    private final Clock clock;

    PendingAccounts(
            Database database,
            Sealer sealer,
            RandomValues random,
            ObjectMapper json,
            SignInConfig config,
            Clock clock) {
        this.database = database;
        this.sealer = sealer;
        this.random = random;
        this.json = json;
        this.config = config;
        this.clock = clock;
    }

    /// Keeps a proof in place of the one that the sign-in may have had.
    void begin(SignIn signIn, Proof proof) {
        put(signIn, new PendingAccount(random.entityId(), proof, AccountAnswers.NONE));
    }

    /// Keeps it as it is, for a while from now.
    void put(SignIn signIn, PendingAccount pending) {
        Instant now = clock.instant();
        AccountAnswers answers = pending.answers();
        database.update(
                PUT,
                pending.id(),
                signIn.id(),
                sealer.seal(place(pending.id()), write(pending.proof())),
                answers.wantsOwnAccount(),
                answers.hasAgreed(),
                answers.username().orElse(null),
                answers.provenUser().orElse(null),
                now,
                now.plus(config.pendingLifetime()));
    }

    Optional<PendingAccount> find(SignIn signIn) {
        return database.find(
                        "select * from pending_accounts where sign_in_id = ? and expires_at > ?",
                        this::read,
                        signIn.id(),
                        clock.instant())
                .flatMap(found -> found);
    }

    /// Notes an answer; false when the proof is used up or replaced by now.
    boolean answer(PendingAccount pending) {
        AccountAnswers answers = pending.answers();
        return database.update(
                        """
                        update pending_accounts
                        set wants_own_account = ?, has_agreed = ?, username = ?, proven_user_id = ? where id = ?""",
                        answers.wantsOwnAccount(),
                        answers.hasAgreed(),
                        answers.username().orElse(null),
                        answers.provenUser().orElse(null),
                        pending.id())
                == 1;
    }

    /// Uses the proof up; true for one caller only.
    boolean claim(PendingAccount pending) {
        return database.update(
                        "delete from pending_accounts where id = ? and expires_at > ?", pending.id(), clock.instant())
                == 1;
    }

    void forget(SignIn signIn) {
        database.update("delete from pending_accounts where sign_in_id = ?", signIn.id());
    }

    private Optional<PendingAccount> read(Database.Row row) throws SQLException {
        String id = row.text("id");
        AccountAnswers answers = new AccountAnswers(
                row.flag("wants_own_account"),
                row.flag("has_agreed"),
                Optional.ofNullable(row.text("username")),
                Optional.ofNullable(row.text("proven_user_id")));
        try {
            Proof proof = parse(sealer.open(place(id), row.bytes("proof_sealed")));
            return Optional.of(new PendingAccount(id, proof, answers));
        } catch (SealBrokenException _) { // the service has another secret key since
            return Optional.empty();
        }
    }

    private static String place(String id) {
        return "pending-account:" + id;
    }

    private String write(Proof proof) {
        ObjectNode content = json.createObjectNode();
        switch (proof) {
            case Proof.Social(var connectorId, var identity) ->
                content.put(CONNECTOR, connectorId).set(IDENTITY, json.valueToTree(identity));
            case Proof.Password(var userId) -> content.put(USER, userId);
        }
        return content.toString();
    }

    private Proof parse(String text) {
        try {
            ObjectNode content = json.readValue(text, ObjectNode.class);
            return content.has(USER)
                    ? new Proof.Password(content.path(USER).textValue())
                    : new Proof.Social(
                            content.path(CONNECTOR).textValue(),
                            json.treeToValue(content.path(IDENTITY), ProvenIdentity.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored proof is not readable", e);
        }
    }
}
