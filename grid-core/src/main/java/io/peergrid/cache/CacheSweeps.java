package io.peergrid.cache;

import io.peergrid.command.cache.CachedForm;
import io.peergrid.command.cache.ClearTagged;
import io.peergrid.command.cache.ForgetLoads;
import io.peergrid.map.CallRunner;
import io.peergrid.map.SlotSweep;
import io.peergrid.partition.SlotLayout;
import io.peergrid.store.NamespaceMode;
import java.util.function.IntConsumer;

/** Forgets what is spread over all slots. Thread-safe. */
record CacheSweeps(long namespace, IntConsumer changed) {

    /** Nobody keeps what is being loaded now, and no row is known to be absent. */
    void loads(CallRunner runner) {
        runner.await(own -> new SlotSweep(own, namespace).run((slot, cursor) -> new ForgetLoads(namespace, cursor)));
    }

    /** The loads first: whatever begins after that sees what the store has now. */
    long tagged(CallRunner runner, String tag) {
        loads(runner);
        long hash = CachedForm.hash(tag);
        try {
            return runner.await(own ->
                    new SlotSweep(own, namespace).run((slot, cursor) -> new ClearTagged(namespace, hash, cursor)));
        } finally {
            SlotLayout slots = runner.calls().slots();
            boolean replicated = NamespaceMode.isReplicated(namespace);
            for (int slot = slots.first(replicated); slot < slots.end(replicated); slot++) {
                changed.accept(slot);
            }
        }
    }
}
