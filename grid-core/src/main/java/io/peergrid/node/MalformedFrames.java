package io.peergrid.node;

import io.peergrid.ports.Clock;
import io.peergrid.ports.MemberId;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts frames that could not be read; logs one a sender and minute. Thread-safe. */
final class MalformedFrames {
    private static final Logger LOG = LoggerFactory.getLogger(MalformedFrames.class);
    private static final long LOG_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int SENDERS_MAX = 1_024;

    private final Clock clock;
    private final LongAdder count = new LongAdder();
    private final ConcurrentHashMap<MemberId, Long> nextLog = new ConcurrentHashMap<>();

    MalformedFrames(Clock clock) {
        this.clock = clock;
    }

    void dropped(MemberId from, byte[] frame, Throwable why) {
        count.increment();
        long now = clock.nanoTime();
        if (nextLog.size() > SENDERS_MAX) {
            nextLog.clear();
        }
        Long due = nextLog.get(from);
        if (due == null || now - due >= 0) {
            nextLog.put(from, now + LOG_EVERY_NANOS);
            LOG.warn(
                    "Dropped a frame of {} bytes, kind {}, from {} that cannot be read: {} ({} so far; further ones "
                            + "from it are not logged for a minute)",
                    frame.length,
                    frame.length == 0 ? "none" : "0x" + Integer.toHexString(frame[0] & 0xff),
                    from.brief(),
                    why.toString(),
                    count.sum());
        }
    }

    long count() {
        return count.sum();
    }
}
