package dev.latchkey.simulator;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// The scenarios to be played; the first rule that fits decides.
final class Script {
    private final List<Entry> entries = new ArrayList<>();

    private record Entry(Rule rule, Scenario scenario) {}

    synchronized void add(Rule rule, Scenario scenario) {
        entries.add(new Entry(rule, scenario));
    }

    synchronized void clear() {
        entries.clear();
    }

    synchronized Optional<Scenario> next(Call call, String appId, Optional<Person> person) {
        for (Iterator<Entry> rest = entries.iterator(); rest.hasNext(); ) {
            Entry entry = rest.next();
            if (entry.rule().fits(call, appId, person)) {
                if (entry.rule().once()) {
                    rest.remove();
                }
                return Optional.of(entry.scenario());
            }
        }
        return Optional.empty();
    }
}
