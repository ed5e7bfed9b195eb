package dev.latchkey.key;

import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The algorithms that this installation signs with, when asked to.
@Singleton
public class OfferedAlgorithms {
    private final List<Algorithm> all;

    OfferedAlgorithms(KeyConfig config) {
        this.all = Arrays.stream(Algorithm.values())
                .filter(algorithm -> algorithm != Algorithm.EdDSA || config.okpEnabled())
                .toList();
    }

    public List<Algorithm> all() {
        return all;
    }

    public List<String> names() {
        return all.stream().map(Algorithm::name).toList();
    }

    /// The algorithm that JWS calls so, if it is offered.
    public Optional<Algorithm> find(String name) {
        return all.stream().filter(algorithm -> algorithm.name().equals(name)).findFirst();
    }
}
