package dev.latchkey.logout;

import dev.latchkey.logout.LogoutNotices.Notice;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;

/// How many notices this replica delivers at once: in all, and to one application.
final class DeliverySlots {
    static final int PER_APPLICATION = 4;
    private static final int CAPACITY = 16;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Integer> used = new HashMap<>();
    private int taken;

    /// One thread claims at a time, so none is told that there is room for what another has claimed.
    ///
    /// @param claim gets the number of free slots, and the applications that have used up theirs
    List<Notice> fill(BiFunction<Integer, Collection<String>, List<Notice>> claim) {
        lock.lock();
        try {
            if (taken >= CAPACITY) {
                return List.of(); // whoever is done looks again
            }
            List<Notice> claimed = claim.apply(CAPACITY - taken, busy());
            claimed.forEach(notice -> used.merge(notice.applicationId(), 1, Integer::sum));
            taken += claimed.size();
            return claimed;
        } finally {
            lock.unlock();
        }
    }

    void release(Notice notice) {
        lock.lock();
        try {
            used.computeIfPresent(notice.applicationId(), (id, count) -> count == 1 ? null : count - 1);
            taken--;
        } finally {
            lock.unlock();
        }
    }

    private Collection<String> busy() {
        return used.entrySet().stream()
                .filter(entry -> entry.getValue() >= PER_APPLICATION)
                .map(Map.Entry::getKey)
                .toList();
    }
}
