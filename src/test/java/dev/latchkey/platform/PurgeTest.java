package dev.latchkey.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Parallel;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What has expired goes away; what lives, stays.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PurgeTest {
    private static final List<String> TABLES = List.of(
            "access_tokens",
            "refresh_tokens",
            "authorization_codes",
            "social_visits",
            "sign_ins",
            "sessions",
            "grants",
            "password_failures",
            "dpop_proofs",
            "subject_tokens",
            "client_assertions",
            "pushed_requests",
            "device_codes",
            "device_guesses",
            "initial_access_tokens",
            "revoked_tokens",
            "logout_notices",
            "pending_accounts",
            "identity_links",
            "session_identities",
            "verifications",
            "alipay_certificates",
            "brought_codes",
            "audit_events");

    @Inject
    Purge purge;

    @Inject
    Database database;

    private Scene scene;

    @BeforeAll
    void setTheScene() {
        scene = Scene.set();
    }

    @AfterAll
    void close() {
        scene.close();
    }

    /// What other tests left behind must not expire in the middle of this one.
    @BeforeEach
    void everythingLives() {
        database.update("""
                insert into password_failures (username_hash, failures, expires_at)
                values (sha256('somebody'), 1, now()) on conflict do nothing""");
        database.update(
                "insert into dpop_proofs (hash, expires_at) values (sha256('a proof'), now()) on conflict do nothing");
        database.update("""
                insert into subject_tokens (hash, user_id, created_at, expires_at)
                select sha256('a token'), id, now(), now() + interval '1 hour' from users limit 1
                on conflict do nothing""");
        database.update("""
                insert into client_assertions (hash, expires_at)
                values (sha256('an assertion'), now()) on conflict do nothing""");
        database.update("""
                insert into pushed_requests (hash, application_id, request, created_at, expires_at)
                select sha256('a request'), id, '{}', now(), now() + interval '1 hour' from applications limit 1
                on conflict do nothing""");
        database.update("""
                insert into device_guesses (source_hash, failures, expires_at)
                values (sha256('somewhere'), 1, now()) on conflict do nothing""");
        database.update("""
                insert into device_codes (id, hash, user_code_hash, user_code_sealed, application_id, scope, resources,
                                          interval_seconds, created_at, expires_at)
                select 'purged', sha256('d'), sha256('u'), '', id, '', '{}', 5, now(), now() from applications limit 1
                on conflict do nothing""");
        database.update("""
                insert into initial_access_tokens (id, hash, name, max_uses, is_first_party, created_at, expires_at)
                values ('purged', sha256('i'), 'n', 1, true, now(), now()) on conflict do nothing""");
        database.update("insert into revoked_tokens (jti, expires_at) values ('purged', now()) on conflict do nothing");
        database.update("""
                insert into logout_notices (application_id, user_id, sid, due_at)
                values (?, 'somebody', 'somewhere', now() + interval '1 day')""", scene.web().id());
        database.update("""
                insert into pending_accounts (id, sign_in_id, proof_sealed, created_at, expires_at)
                select 'purged', id, '', now(), now() from sign_ins limit 1 on conflict do nothing""");
        database.update("""
                insert into identity_links (id, user_id, target, provider_user_id, method, linked_at, expires_at)
                select 'purged', id, 't', 'p', 'Proof', now(), now() from users limit 1 on conflict do nothing""");
        database.update("""
                insert into session_identities (session_id, target, provider_user_id, expires_at)
                values ('purged', 't', 'p', now()) on conflict do nothing""");
        database.update("""
                insert into verifications (id, user_id, created_at, expires_at)
                select 'purged', id, now(), now() from users limit 1 on conflict do nothing""");
        database.update("""
                insert into alipay_certificates (app_id, serial, certificate, learnt_at, expires_at)
                values ('purged', 's', 'c', now(), now()) on conflict do nothing""");
        database.update("""
                insert into brought_codes (hash, expires_at)
                values (sha256('a code'), now() + interval '1 hour'), (sha256('a lasting code'), null)
                on conflict do nothing""");
        TABLES.forEach(table -> database.update("update " + table
                + " set expires_at = now() + interval '2 hours' where expires_at < now() + interval '1 hour'"));
    }

    @Test
    void everyTableThatExpiresIsPurged() {
        assertEquals(TABLES.stream().sorted().toList(), database.list("""
                        select table_name from information_schema.columns
                        where table_schema = 'public' and column_name = 'expires_at'
                          and table_name <> 'application_secrets' order by 1""", row -> row.text("table_name")));
    }

    @Test
    void whatLivesStays() {
        Response tokens = scene.app().signInAndRedeem(new Browser(), "lin");
        new Browser().get(scene.web().journey().url());
        purge.run();
        Map<String, Integer> before = counts();

        purge.run();

        assertEquals(before, counts());
        TABLES.forEach(table -> assertEquals(true, before.get(table) > 0, table + " is empty"));
        scene.app().refresh(tokens.path("refresh_token")).then().statusCode(200);
    }

    @Test
    void whatHasExpiredGoesAndItsNeighboursStay() {
        scene.app().signInAndRedeem(new Browser(), "lin");
        purge.run();
        Map<String, Integer> before = counts();
        expireACopyOfEverything(3, "2 days");

        purge.run();

        assertEquals(before, counts());
    }

    /// A page that was left open still finds its way back, and a code that is used late is known to be.
    @Test
    void aSignInAndACodeStayForAWhileBeyondTheirEnd() {
        scene.app().signInAndRedeem(new Browser(), "lin");
        purge.run();
        Map<String, Integer> before = counts();
        expireACopyOfEverything(1, "1 minute");

        purge.run();

        Map<String, Integer> after = counts();
        for (String table :
                List.of("authorization_codes", "sign_ins", "social_visits", "device_codes", "logout_notices")) {
            assertEquals(before.get(table) + 1, after.get(table), table);
        }
        for (String table : List.of("access_tokens", "refresh_tokens", "sessions", "audit_events")) {
            assertEquals(before.get(table), after.get(table), table);
        }
        database.update(
                "update authorization_codes set expires_at = now() - interval '1 day' where expires_at < now()");
        database.update("update device_codes set expires_at = now() - interval '1 day' where expires_at < now()");
        database.update("update logout_notices set expires_at = now() - interval '2 days' where expires_at < now()");
        database.update("update social_visits set expires_at = now() - interval '2 days' where expires_at < now()");
        database.update("update sign_ins set expires_at = now() - interval '2 days' where expires_at < now()");
        purge.run();
        assertEquals(before, counts());
    }

    @Test
    void manyAtOnceDoNotDisturbEachOtherOrThePeopleWhoSignIn() {
        scene.app().signInAndRedeem(new Browser(), "lin");
        purge.run();
        Map<String, Integer> before = counts();
        expireACopyOfEverything(2500, "2 days");

        List<Integer> statuses = Parallel.run(12, () -> {
            purge.run();
            RelyingParty app = scene.app();
            return app.signInAndRedeem(new Browser(), "wei").statusCode();
        });
        purge.run();

        assertEquals(java.util.Collections.nCopies(12, 200), statuses);
        assertEquals(0, expired());
        assertEquals(before.get("grants") + 12, counts().get("grants"));
    }

    private Map<String, Integer> counts() {
        return TABLES.stream()
                .collect(Collectors.toMap(table -> table, table -> count("select count(*)::int as n from " + table)));
    }

    private int expired() {
        return TABLES.stream()
                .mapToInt(table -> count(
                        "select count(*)::int as n from " + table + " where expires_at < now() - interval '1 day'"))
                .sum();
    }

    private int count(String sql) {
        return database.find(sql, row -> row.number("n")).orElseThrow();
    }

    /// One row of every table again and again, under new keys and with an end in the past. A grant
    /// takes what hangs on it along, so the copies hang on a live one.
    private void expireACopyOfEverything(int times, String ago) {
        Map<String, String> keys = Map.ofEntries(
                Map.entry("social_visits", "state_hash"),
                Map.entry("sign_ins", "id"),
                Map.entry("device_codes", "id"),
                Map.entry("initial_access_tokens", "id"),
                Map.entry("device_guesses", "source_hash"),
                Map.entry("sessions", "id"),
                Map.entry("grants", "id"),
                Map.entry("password_failures", "username_hash"),
                Map.entry("logout_notices", "id"),
                Map.entry("pending_accounts", "id"),
                Map.entry("identity_links", "id"),
                Map.entry("session_identities", "session_id"),
                Map.entry("revoked_tokens", "jti"),
                Map.entry("verifications", "id"),
                Map.entry("alipay_certificates", "serial"),
                Map.entry("audit_events", "id"));
        for (String table : TABLES) {
            String key = keys.getOrDefault(table, "hash");
            String fresh = Set.of("id", "session_id", "serial", "jti").contains(key)
                    ? "left(md5(random()::text), 21)"
                    : "sha256(random()::text::bytea)";
            String more =
                    switch (table) {
                        case "sessions" -> ", 'token_hash', sha256(random()::text::bytea)";
                        case "device_codes" ->
                            ", 'hash', sha256(random()::text::bytea), 'user_code_hash', sha256(random()::text::bytea)";
                        case "pending_accounts" ->
                            ", 'sign_in_id', (select s.id from sign_ins s where not exists (select 1"
                                    + " from pending_accounts p where p.sign_in_id = s.id) order by s.id"
                                    + " offset n - 1 limit 1)";
                        case "initial_access_tokens" -> ", 'hash', sha256(random()::text::bytea)";
                        default -> "";
                    };
            database.update("""
                    insert into %1$s select copy.* from (select * from %1$s where expires_at > now() limit 1) original,
                        generate_series(1, %2$d) n,
                        lateral jsonb_populate_record(null::%1$s, to_jsonb(original)
                            || jsonb_build_object('%3$s', %4$s, 'expires_at', now() - interval '%5$s'%6$s, 'n', n)) copy
                    """.formatted(table, times, key, fresh, ago, more));
        }
    }
}
