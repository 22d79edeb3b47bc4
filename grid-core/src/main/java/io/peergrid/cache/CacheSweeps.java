package io.peergrid.cache;

import io.peergrid.command.cache.CachedForm;
import io.peergrid.command.cache.ClearTagged;
import io.peergrid.command.cache.ForgetLoads;
import io.peergrid.map.CallRunner;
import io.peergrid.map.SlotSweep;
import java.util.function.IntConsumer;

/** Forgets what is spread over all slots. Thread-safe. */
record CacheSweeps(long namespace, IntConsumer changed) {

    /** Nobody keeps what is being loaded now, and no row is known to be absent. */
    void loads(CallRunner runner) {
        runner.await(own -> new SlotSweep(own).run((slot, cursor) -> new ForgetLoads(namespace, cursor)));
    }

    /** The loads first: whatever begins after that sees what the store has now. */
    long tagged(CallRunner runner, String tag) {
        loads(runner);
        long hash = CachedForm.hash(tag);
        try {
            return runner.await(
                    own -> new SlotSweep(own).run((slot, cursor) -> new ClearTagged(namespace, hash, cursor)));
        } finally {
            for (int slot = 0; slot < runner.calls().slotCount(); slot++) {
                changed.accept(slot);
            }
        }
    }
}
