package dev.latchkey.dpop;

import dev.latchkey.platform.Database;
import dev.latchkey.platform.Hashes;
import jakarta.inject.Singleton;
import java.time.Instant;

/// Remembers proofs, so that none is taken twice (RFC 9449 §11.1), whichever replica it comes to.
@Singleton
class UsedProofs {
    private final Database database;

    UsedProofs(Database database) {
        this.database = database;
    }

    /// One statement claims the proof: of two concurrent requests with it exactly one wins.
    ///
    /// @param until from when on the proof is refused for its age
    boolean claim(Proof proof, Instant until) {
        byte[] hash = Hashes.sha256(proof.key().value() + "." + proof.id());
        return database.update(
                        "insert into dpop_proofs (hash, expires_at) values (?, ?) on conflict do nothing", hash, until)
                == 1;
    }
}
