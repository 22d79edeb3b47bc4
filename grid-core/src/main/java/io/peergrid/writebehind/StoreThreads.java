package io.peergrid.writebehind;

import io.peergrid.threads.LaneThreads;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Where the writer of one cache is called. Thread-safe. */
public interface StoreThreads {

    /** Runs a step that may block. False if there is no thread for it; the step is forgotten then. */
    boolean execute(Runnable step);

    /** Interrupts what runs. */
    void close();

    /** Threads of the cache's own: a writer that does not come back stops no other cache. They end when there is nothing to do. */
    static StoreThreads of(int threads, ThreadFactory factory) {
        LaneThreads lanes = new LaneThreads(threads, threads, factory);
        AtomicInteger next = new AtomicInteger();
        return new StoreThreads() {
            @Override
            public boolean execute(Runnable step) {
                int lane = next.getAndIncrement();
                return lanes.execute(lane, () -> {
                    try {
                        step.run();
                    } finally {
                        lanes.done(lane);
                    }
                });
            }

            @Override
            public void close() {
                lanes.close();
            }
        };
    }
}
