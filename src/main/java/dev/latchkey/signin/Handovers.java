package dev.latchkey.signin;

import dev.latchkey.oauth.Parameters;
import dev.latchkey.platform.Database;
import dev.latchkey.platform.Hashes;
import dev.latchkey.platform.SealBrokenException;
import dev.latchkey.platform.Sealer;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// Visits that come back in another browser than the one that began them. Nothing is proved there: what the
/// provider sent along is only carried to the browser that may use it.
@Singleton
class Handovers {
    private static final Pattern CALLBACK_LINK =
            Pattern.compile("logto-callback://[A-Za-z0-9_.-]{1,255}(/[A-Za-z0-9_./-]{0,128})?");

    private final Database database;
    private final Sealer sealer;
    private final Clock clock;

    Handovers(Database database, Sealer sealer, Clock clock) {
        this.database = database;
        this.sealer = sealer;
        this.clock = clock;
    }

    /// How a visit gets back.
    sealed interface Handover {
        /// The app that opened this browser has a link for it.
        record ByLink(String callbackLink) implements Handover {}

        /// The person says which number the other browser shows.
        record ByNumber() implements Handover {}
    }

    /// What came of a number.
    enum Confirmation {
        RIGHT,
        WRONG,
        /// There is no such visit, or not any more.
        LATE
    }

    /// Whether it is a link that the SDKs have, and so leads to an app and to nowhere else.
    static boolean isCallbackLink(String text) {
        return CALLBACK_LINK.matcher(text).matches();
    }

    void byLink(SocialVisits.Begun visit, String callbackLink) {
        database.update(
                "insert into social_handovers (state_hash, address_hash, callback_link) values (?, ?, ?)",
                Hashes.sha256(visit.state()),
                Hashes.sha256(visit.address()),
                callbackLink);
    }

    void byNumber(SocialVisits.Begun visit, String number) {
        database.update(
                "insert into social_handovers (state_hash, number) values (?, ?)",
                Hashes.sha256(visit.state()),
                number);
    }

    /// Whether this very address was made for this link, and waits for somebody to go there.
    boolean leadsTo(String connectorId, String address, String callbackLink) {
        return database.find(
                        """
                        select 1 as one from social_handovers h join social_visits v on v.state_hash = h.state_hash
                        where h.address_hash = ? and h.callback_link = ? and v.connector_id = ?
                          and v.consumed_at is null and v.expires_at > ?""",
                        row -> row.number("one"),
                        Hashes.sha256(address),
                        callbackLink,
                        connectorId,
                        clock.instant())
                .isPresent();
    }

    Optional<Handover> find(String state) {
        return database.find(
                "select callback_link from social_handovers where state_hash = ? and tried_at is null",
                row -> Optional.ofNullable(row.text("callback_link"))
                        .<Handover>map(Handover.ByLink::new)
                        .orElseGet(Handover.ByNumber::new),
                Hashes.sha256(state));
    }

    /// Takes the person's one try, and with the right number keeps the answer for the other browser.
    Confirmation confirm(String connectorId, String state, String number, Parameters answer) {
        byte[] hash = Hashes.sha256(state);
        Instant now = clock.instant();
        return database.find(
                        """
                        update social_handovers h
                        set tried_at = ?, answer_sealed = case when h.number = ? then ?::bytea end
                        from social_visits v
                        where h.state_hash = ? and h.number is not null and h.tried_at is null
                          and v.state_hash = h.state_hash and v.connector_id = ? and v.consumed_at is null
                          and v.expires_at > ?
                        returning h.answer_sealed is not null as is_right""",
                        row -> row.flag("is_right") ? Confirmation.RIGHT : Confirmation.WRONG,
                        now,
                        number,
                        sealer.seal(place(hash), answer.toQuery()),
                        hash,
                        connectorId,
                        now)
                .orElse(Confirmation.LATE);
    }

    /// What the provider sent along to the other browser, for the one that began the sign-in.
    Optional<Parameters> answer(SignIn signIn, String connectorId) {
        return database.find(
                        """
                        select h.state_hash, h.answer_sealed
                        from social_handovers h join social_visits v on v.state_hash = h.state_hash
                        where v.sign_in_id = ? and v.connector_id = ? and h.answer_sealed is not null
                          and v.consumed_at is null and v.expires_at > ?
                        order by h.tried_at desc limit 1""",
                        row -> open(row.bytes("state_hash"), row.bytes("answer_sealed")),
                        signIn.id(),
                        connectorId,
                        clock.instant())
                .flatMap(answer -> answer);
    }

    private Optional<Parameters> open(byte[] stateHash, byte[] sealed) {
        try {
            return Optional.of(Parameters.ofQuery(sealer.open(place(stateHash), sealed)));
        } catch (SealBrokenException _) { // the service has another secret key since
            return Optional.empty();
        }
    }

    private static String place(byte[] stateHash) {
        return "handover:" + HexFormat.of().formatHex(stateHash);
    }
}
