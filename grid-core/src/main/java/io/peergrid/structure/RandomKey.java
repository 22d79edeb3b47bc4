package io.peergrid.structure;

import io.peergrid.ScanCursor;
import io.peergrid.command.Keyspaces;
import io.peergrid.command.Scan;
import io.peergrid.map.Call;
import io.peergrid.map.CallRunner;
import io.peergrid.map.SlotScan;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Looks for a key of the plain keyspace from a slot, and from a place in each slot, that are chosen by chance. */
final class RandomKey {
    private static final int SLOTS_FIRST = 16;
    private static final int SLOTS_MOST = 1_024;

    /** Cursors of a slot are hashes of keys. */
    private static final long CURSORS = 1L << 32;

    private final CallRunner runner;
    private final SplittableRandom random;
    private final long deadline;
    private final int first;

    RandomKey(CallRunner runner, long seed) {
        this.runner = runner;
        random = new SplittableRandom(seed);
        deadline = runner.deadline();
        first = random.nextInt(runner.calls().slots().partitioned());
    }

    /** Completes with null if there is none. */
    CompletionStage<@Nullable String> find() {
        runner.calls().checkOpen();
        return look(0, SLOTS_FIRST);
    }

    private CompletionStage<@Nullable String> look(int passed, int width) {
        int count = Math.min(width, runner.calls().slots().partitioned() - passed);
        if (count == 0) {
            return any(ScanCursor.START);
        }
        return pick(passed, count, random.nextLong(CURSORS))
                .thenCompose(key -> key != null ? CompletableFuture.completedFuture(key) : pick(passed, count, 0))
                .thenCompose(key -> key != null
                        ? CompletableFuture.completedFuture(key)
                        : look(passed + count, Math.min(2 * width, SLOTS_MOST)));
    }

    /** Whichever comes first: for one that is behind more entries of maps than a look passes over. */
    private CompletionStage<@Nullable String> any(ScanCursor from) {
        return new SlotScan(runner, Keyspaces.PLAIN, Scan.ANY_TYPE, false)
                .page(from, null, 1, KeysCalls::name)
                .thenCompose(page -> page.items().isEmpty() && !page.next().finished()
                        ? any(page.next())
                        : CompletableFuture.completedFuture(
                                page.items().isEmpty() ? null : page.items().get(0)));
    }

    /** The first key behind the cursor in each of these slots, and one of those. */
    private CompletionStage<@Nullable String> pick(int passed, int count, long cursor) {
        List<Call<Scan.Page, ?>> batch = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int slot = (first + passed + i) % runner.calls().slots().partitioned();
            Scan scan = new Scan(Keyspaces.PLAIN, cursor, null, 1, false, Scan.ANY_TYPE);
            batch.add(new Call<>(slot, scan, Function.identity()));
        }
        return runner.startAll(batch, deadline).thenApply(outcomes -> {
            List<String> found = new ArrayList<>();
            for (CallRunner.Outcome<Scan.Page> outcome : outcomes) {
                if (outcome instanceof CallRunner.Outcome.Failed<Scan.Page> failed) {
                    throw failed.error();
                } else if (outcome instanceof CallRunner.Outcome.Done<Scan.Page> done) {
                    done.result().items().forEach(item -> found.add(KeysCalls.name(item)));
                }
            }
            return found.isEmpty() ? null : found.get(random.nextInt(found.size()));
        });
    }
}
