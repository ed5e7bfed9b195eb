package dev.latchkey.platform;

import dev.latchkey.platform.OutboundException.Reason;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/// How many calls may be under way: in total, and at one host, so that a slow one takes nothing from the
/// others. Beyond that a call is refused at once; nobody queues.
final class OutboundLimits {
    private final int max;
    private final int maxPerHost;
    private final AtomicInteger all = new AtomicInteger();
    private final ConcurrentMap<String, Integer> byHost = new ConcurrentHashMap<>();

    OutboundLimits(int max, int maxPerHost) {
        this.max = max;
        this.maxPerHost = maxPerHost;
    }

    /// To be given back when the call is over.
    interface Place extends AutoCloseable {
        @Override
        void close();
    }

    Place take(String host) {
        int atHost = byHost.merge(host, 1, Integer::sum);
        int inTotal = all.incrementAndGet();
        if (atHost > maxPerHost || inTotal > max) {
            giveBack(host);
            throw busy(host);
        }
        return () -> giveBack(host);
    }

    static OutboundException busy(String host) {
        return new OutboundException(Reason.BUSY, host + " was not called: too many calls are under way");
    }

    private void giveBack(String host) {
        all.decrementAndGet();
        byHost.compute(host, (ignored, count) -> count == 1 ? null : count - 1);
    }
}
