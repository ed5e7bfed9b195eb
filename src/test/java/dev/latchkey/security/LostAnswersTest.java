package dev.latchkey.security;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.latchkey.platform.Database;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Parallel;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Refreshes at the same moment, of which some clients never see the answer: one family stays, and
/// nobody is signed out.
@QuarkusTest
class LostAnswersTest {
    @Inject
    Database database;

    @Test
    void fiftyParallelRefreshesOfWhichHalfLoseTheirAnswersEndWithOneFamilyAndNobodySignedOut() {
        try (Scene scene = Scene.set()) {
            Response tokens = scene.app().signInAndRedeem(new Browser(), "lin");
            String token = tokens.path("refresh_token");
            AtomicInteger turn = new AtomicInteger();
            List<String> answers = Parallel.run(50, () -> {
                if (turn.getAndIncrement() % 2 == 0) {
                    sendAndHangUp(scene.app().id(), token);
                    return "";
                }
                return scene.app()
                        .refresh(token)
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("refresh_token");
            });
            Set<String> successors = new HashSet<>(answers);
            successors.remove("");
            assertEquals(1, successors.size());
            assertEquals(1, families(scene.app().id()));
            String next = successors.iterator().next();
            scene.app().refresh(next).then().statusCode(200);
            scene.app().refresh(next).then().statusCode(200); // the answer may be lost once more
        }
    }

    private int families(String applicationId) {
        return database.find(
                        "select count(*)::int as n from grants where application_id = ? and revoked_at is null",
                        row -> row.number("n"),
                        applicationId)
                .orElseThrow();
    }

    private static void sendAndHangUp(String clientId, String token) throws IOException {
        URI service = URI.create(endpoint());
        String form = "grant_type=refresh_token&client_id=" + clientId + "&refresh_token=" + token;
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream()
                    .write(("POST /oidc/token HTTP/1.1\r\nHost: " + service.getAuthority()
                                    + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                                    + form.length() + "\r\n\r\n" + form)
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        }
    }
}
