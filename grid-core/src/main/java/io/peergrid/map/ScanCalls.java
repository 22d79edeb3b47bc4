package io.peergrid.map;

import io.peergrid.GridEntry;
import io.peergrid.ScanCursor;
import io.peergrid.ScanPage;
import io.peergrid.command.Clear;
import io.peergrid.command.Scan;
import io.peergrid.command.Size;
import io.peergrid.map.CallRunner.Outcome;
import io.peergrid.store.NamespaceMode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Operations that visit every slot: scan, size, clear. Thread-safe. */
final class ScanCalls<K, V> {
    private static final int SLOTS_PER_ROUND = 4_096;

    private final MapCodec<K, V> codec;
    private final CallRunner runner;

    ScanCalls(MapCodec<K, V> codec, CallRunner runner) {
        this.codec = codec;
        this.runner = runner;
    }

    CompletionStage<ScanPage<GridEntry<K, V>>> scan(ScanCursor cursor, @Nullable String pattern, int count) {
        return page(cursor, pattern, count, true, item -> codec.entry(codec.key(item.key()), item.value()));
    }

    CompletionStage<ScanPage<K>> scanKeys(ScanCursor cursor, @Nullable String pattern, int count) {
        return page(cursor, pattern, count, false, item -> codec.key(item.key()));
    }

    private <T> CompletionStage<ScanPage<T>> page(
            ScanCursor cursor,
            @Nullable String pattern,
            int count,
            boolean values,
            Function<Scan.Item, @Nullable T> map) {
        return new SlotScan(runner, codec.namespace(), Scan.ANY_TYPE, values).page(cursor, pattern, count, map);
    }

    CompletionStage<Long> count() {
        runner.calls().checkOpen();
        long deadline = runner.deadline();
        return countFrom(runner.calls().slots().first(replicated()), 0, deadline);
    }

    private CompletionStage<Long> countFrom(int from, long counted, long deadline) {
        int end = runner.calls().slots().end(replicated());
        if (from >= end) {
            return CompletableFuture.completedFuture(counted);
        }
        int to = Math.min(end, from + SLOTS_PER_ROUND);
        List<Call<Integer, ?>> batch = new ArrayList<>(to - from);
        for (int slot = from; slot < to; slot++) {
            batch.add(new Call<>(slot, new Size(codec.namespace()), Function.identity()));
        }
        return runner.startAll(batch, deadline).thenCompose(outcomes -> {
            long sum = counted;
            for (Outcome<Integer> outcome : outcomes) {
                sum += SlotScan.resultOf(outcome);
            }
            return countFrom(to, sum, deadline);
        });
    }

    private boolean replicated() {
        return NamespaceMode.isReplicated(codec.namespace());
    }

    CompletionStage<Void> clear() {
        return new SlotSweep(runner, codec.namespace())
                .run((slot, cursor) -> new Clear(codec.namespace(), cursor))
                .thenAccept(runner.recorder()::removed);
    }
}
