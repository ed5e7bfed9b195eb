package dev.latchkey.signin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The steps of a social sign-in, each with its time, for whoever reads the log.
public record Trail(List<Map<String, Object>> steps) {
    public static final Trail NEW = new Trail(List.of());

    public Trail {
        steps = List.copyOf(steps);
    }

    /// Of somebody who brings a provider's answer, without a visit of ours.
    public static Trail cameBack(Instant at) {
        return NEW.then("cameBack", at);
    }

    Trail then(String step, Instant at) {
        return then(step, at, Map.of());
    }

    Trail then(String step, Instant at, Map<String, Object> more) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("step", step);
        told.put("at", at.toEpochMilli());
        told.putAll(more);
        List<Map<String, Object>> all = new ArrayList<>(steps);
        all.add(told);
        return new Trail(all);
    }
}
