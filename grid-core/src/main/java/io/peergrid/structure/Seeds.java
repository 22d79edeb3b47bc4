package io.peergrid.structure;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Numbers from which owners choose at random, one after the other. Thread-safe. */
final class Seeds {
    private static final long STEP = 0x9e3779b97f4a7c15L;

    private final LongSupplier clock;
    private final AtomicLong count = new AtomicLong();

    /** @param clock nanoseconds, of any origin */
    Seeds(LongSupplier clock) {
        this.clock = clock;
    }

    long next() {
        return clock.getAsLong() + count.addAndGet(STEP);
    }
}
