package io.peergrid.writebehind;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/** Those who come back in a while. Thread-safe. */
final class Delays {
    private final Executor callbacks;
    private final ConcurrentLinkedQueue<Delay> waiting = new ConcurrentLinkedQueue<>();

    private record Delay(long until, CompletableFuture<Void> result) {}

    /** @param callbacks completes what is waited for */
    Delays(Executor callbacks) {
        this.callbacks = callbacks;
    }

    CompletionStage<Void> until(long nanos) {
        Delay delay = new Delay(nanos, new CompletableFuture<>());
        waiting.add(delay);
        return delay.result;
    }

    /** Every few milliseconds, by one thread. */
    void poll(long now) {
        if (!waiting.isEmpty()) {
            waiting.removeIf(delay -> {
                boolean over = now - delay.until >= 0;
                if (over) {
                    callbacks.execute(() -> delay.result.complete(null));
                }
                return over;
            });
        }
    }
}
