package dev.latchkey.user;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Remembers what the administration of people told the other features.
@Singleton
class UserEvents {
    private final List<Object> seen = new CopyOnWriteArrayList<>();

    void suspended(@Observes UserSuspended event) {
        seen.add(event);
    }

    void deleted(@Observes UserDeleted event) {
        seen.add(event);
    }

    List<Object> about(String userId) {
        return seen.stream()
                .filter(event -> event.equals(new UserSuspended(userId)) || event.equals(new UserDeleted(userId)))
                .toList();
    }
}
