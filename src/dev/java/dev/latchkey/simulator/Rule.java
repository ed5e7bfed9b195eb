package dev.latchkey.simulator;

import java.util.Optional;

/// When a scenario is played.
///
/// @param once for the first call that fits, and then never again
public record Rule(Optional<Call> call, Optional<String> appId, Optional<String> person, boolean once) {
    public static Rule always() {
        return new Rule(Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    public static Rule on(Call call) {
        return new Rule(Optional.of(call), Optional.empty(), Optional.empty(), false);
    }

    public Rule forApp(String id) {
        return new Rule(call, Optional.of(id), person, once);
    }

    public Rule forPerson(String id) {
        return new Rule(call, appId, Optional.of(id), once);
    }

    public Rule justOnce() {
        return new Rule(call, appId, person, true);
    }

    boolean fits(Call actual, String app, Optional<Person> who) {
        return call.map(actual::equals).orElse(true)
                && appId.map(app::equals).orElse(true)
                && person.map(id -> who.filter(one -> one.id().equals(id)).isPresent())
                        .orElse(true);
    }
}
