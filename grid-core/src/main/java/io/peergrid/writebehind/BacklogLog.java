package io.peergrid.writebehind;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What people are told of one cache's way to its store: of each kind one line a minute. Thread-safe. */
final class BacklogLog {
    private static final Logger LOG = LoggerFactory.getLogger(BacklogLog.class);

    private final String cache;
    private final Once unreachable = new Once();
    private final Once refused = new Once();
    private final Once parked = new Once();
    private final Once hung = new Once();
    private final Once unexpected = new Once();

    BacklogLog(String cache) {
        this.cache = cache;
    }

    /** A line that is not repeated for a minute. */
    private static final class Once {
        private static final long EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

        private final AtomicLong next = new AtomicLong(Long.MIN_VALUE);
        private final AtomicInteger passedOver = new AtomicInteger();

        /** How many were passed over since the last line; -1 if this one is, too. */
        int due(long now) {
            long at = next.get();
            boolean due = at == Long.MIN_VALUE || now - at >= 0;
            if (due && next.compareAndSet(at, now + EVERY_NANOS)) {
                return passedOver.getAndSet(0);
            }
            passedOver.incrementAndGet();
            return -1;
        }
    }

    void unreachable(long now, int waiting, Throwable failure) {
        if (unreachable.due(now) >= 0) {
            LOG.warn(
                    "The store of cache \"{}\" cannot be reached; {} changes wait for it here: {}",
                    cache,
                    waiting,
                    String.valueOf(failure));
        }
    }

    void recovered(int waiting) {
        LOG.info("The store of cache \"{}\" takes changes again; {} wait for it here", cache, waiting);
    }

    void refused(long now, Object key, int attempts, String failure) {
        int more = refused.due(now);
        if (more >= 0) {
            LOG.warn(
                    "The store of cache \"{}\" refused the change of {} (attempt {}; {} others since the last such line): {}",
                    cache,
                    key,
                    attempts,
                    more,
                    failure);
        }
    }

    void parked(long now, Object key, int attempts, String failure) {
        int more = parked.due(now);
        if (more >= 0) {
            LOG.error(
                    "The change of {} in cache \"{}\" is parked after {} attempts ({} others since the last such line): {}. See GridCache.backlog()",
                    key,
                    cache,
                    attempts,
                    more,
                    failure);
        }
    }

    void hung(long now, int calls, long longestNanos) {
        if (hung.due(now) >= 0) {
            LOG.warn(
                    "{} calls of the writer of cache \"{}\" do not end, although they were interrupted; the longest for {} s",
                    calls,
                    cache,
                    TimeUnit.NANOSECONDS.toSeconds(longestNanos));
        }
    }

    void unexpected(long now, Throwable failure) {
        if (unexpected.due(now) >= 0) {
            LOG.error("Storing changes of cache \"{}\" met an error; they are tried again", cache, failure);
        }
    }

    void left(int waiting, int parkedHere) {
        LOG.warn(
                "This member stops with {} changes of cache \"{}\" that its store does not have, and {} parked: if no other member keeps them they are lost",
                waiting,
                cache,
                parkedHere);
    }
}
