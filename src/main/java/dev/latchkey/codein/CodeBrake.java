package dev.latchkey.codein;

import static dev.latchkey.oauth.OAuthError.TEMPORARILY_UNAVAILABLE;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.platform.Caller;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// A brake on guessing codes. Anybody can send them in the name of a public application, and each one costs a signed
/// call in the operator's name: so many in a minute may be wrong from one address, where addresses are known, and of
/// one application. Each replica counts for itself.
@Singleton
class CodeBrake {
    static final int OF_ADDRESS = 30;
    static final int OF_APPLICATION = 200;

    private static final int MAX_SOURCES = 100_000;

    private final Caller caller;
    private final CurrentVertxRequest request;
    private final Cache<String, AtomicInteger> wrong = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofMinutes(1))
            .maximumSize(MAX_SOURCES)
            .build();

    CodeBrake(Caller caller, CurrentVertxRequest request) {
        this.caller = caller;
        this.request = request;
    }

    void require(String applicationId) {
        boolean ofAddress = address().filter(key -> count(key) >= OF_ADDRESS).isPresent();
        if (ofAddress || count(application(applicationId)) >= OF_APPLICATION) {
            throw TEMPORARILY_UNAVAILABLE.because("too many codes were refused: try again in a minute");
        }
    }

    void countWrong(String applicationId) {
        address().ifPresent(this::add);
        add(application(applicationId));
    }

    private int count(String key) {
        AtomicInteger found = wrong.getIfPresent(key);
        return found == null ? 0 : found.get();
    }

    private void add(String key) {
        wrong.get(key, _ -> new AtomicInteger()).incrementAndGet();
    }

    private Optional<String> address() {
        return caller.network(request.getCurrent()).map(network -> "address " + network);
    }

    private static String application(String id) {
        return "application " + id;
    }
}
