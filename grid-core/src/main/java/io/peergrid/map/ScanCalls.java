package io.peergrid.map;

import io.peergrid.GridEntry;
import io.peergrid.ScanCursor;
import io.peergrid.ScanPage;
import io.peergrid.command.Clear;
import io.peergrid.command.Scan;
import io.peergrid.command.Size;
import io.peergrid.map.CallRunner.Outcome;
import io.peergrid.store.Glob;
import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Operations that visit every slot: scan, size, clear. Thread-safe. */
final class ScanCalls<K, V> {
    private static final int COUNT_MAX = 10_000;
    private static final int SLOTS_FIRST = 16;
    private static final int SLOTS_MAX = 1_024;
    private static final int SLOTS_PER_ROUND = 4_096;

    private final MapCodec<K, V> codec;
    private final CallRunner runner;

    ScanCalls(MapCodec<K, V> codec, CallRunner runner) {
        this.codec = codec;
        this.runner = runner;
    }

    /** Where a scan stands. */
    private record Position(int slot, long cursor, int width) {
        static Position of(ScanCursor cursor) {
            if (cursor.token().isEmpty()) {
                return new Position(0, 0, SLOTS_FIRST);
            }
            try {
                WireReader in = new WireReader(Base64.getUrlDecoder().decode(cursor.token()));
                Position position = new Position(in.varInt(), in.varLong(), in.varInt());
                in.expectEnd();
                if (position.slot < 0 || position.width < 1 || position.width > SLOTS_MAX) {
                    throw new WireFormatException("out of range");
                }
                return position;
            } catch (WireFormatException | IllegalArgumentException e) {
                throw new IllegalArgumentException("\"" + cursor.token() + "\" is no cursor that a scan returned", e);
            }
        }

        ScanCursor toCursor(int slotCount) {
            if (slot >= slotCount) {
                return ScanCursor.END;
            }
            WireWriter out = new WireWriter(16).varInt(slot).varLong(cursor).varInt(width);
            return new ScanCursor(Base64.getUrlEncoder().withoutPadding().encodeToString(out.toBytes()), false);
        }
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
        if (count < 1 || count > COUNT_MAX) {
            throw new IllegalArgumentException("a page of " + count + " entries; ask for 1 to " + COUNT_MAX);
        }
        if (cursor.finished()) {
            return CompletableFuture.completedFuture(new ScanPage<>(List.of(), ScanCursor.END));
        }
        runner.calls().checkOpen();
        Glob glob = pattern == null ? null : Glob.of(pattern.getBytes(StandardCharsets.UTF_8));
        return new PageRun<T>(glob, count, values, map).round(Position.of(cursor));
    }

    /** One page under way. Asks a stretch of slots at a time; wider while they hold little. */
    private final class PageRun<T> {
        private final @Nullable Glob pattern;
        private final int count;
        private final boolean values;
        private final Function<Scan.Item, @Nullable T> map;
        private final long deadline = runner.deadline();
        private final List<T> items = new ArrayList<>();

        PageRun(@Nullable Glob pattern, int count, boolean values, Function<Scan.Item, @Nullable T> map) {
            this.pattern = pattern;
            this.count = count;
            this.values = values;
            this.map = map;
        }

        CompletionStage<ScanPage<T>> round(Position from) {
            int slotCount = runner.calls().slotCount();
            int to = Math.min(slotCount, from.slot() + from.width());
            List<Call<Scan.Page, ?>> batch = new ArrayList<>(to - from.slot());
            for (int slot = from.slot(); slot < to; slot++) {
                long cursor = slot == from.slot() ? from.cursor() : 0;
                Scan scan = new Scan(codec.namespace(), cursor, pattern, count, values);
                batch.add(new Call<>(slot, scan, Function.identity()));
            }
            return runner.startAll(batch, deadline).thenCompose(outcomes -> {
                int before = items.size();
                Position next = take(from, outcomes);
                boolean full = items.size() >= count;
                boolean late = deadline - runner.calls().nanoTime() < 0;
                if (full || late || next.slot() >= slotCount) {
                    return CompletableFuture.completedFuture(new ScanPage<>(items, next.toCursor(slotCount)));
                }
                boolean sparse = items.size() - before < count / 2;
                int width = sparse ? Math.min(SLOTS_MAX, next.width() * 2) : next.width();
                return round(new Position(next.slot(), next.cursor(), width));
            });
        }

        /** Takes slots in order up to the first that has more; what later ones sent is asked for again. */
        private Position take(Position from, List<Outcome<Scan.Page>> outcomes) {
            int slot = from.slot();
            for (Outcome<Scan.Page> outcome : outcomes) {
                Scan.Page page = resultOf(outcome);
                for (Scan.Item item : page.items()) {
                    T mapped = map.apply(item);
                    if (mapped != null) {
                        items.add(mapped);
                    }
                }
                if (page.next() != Scan.END) {
                    return new Position(slot, page.next(), Math.max(1, from.width() / 4));
                }
                slot++;
                if (items.size() >= 2 * count) {
                    return new Position(slot, 0, Math.max(1, from.width() / 2));
                }
            }
            return new Position(slot, 0, from.width());
        }
    }

    CompletionStage<Long> count() {
        runner.calls().checkOpen();
        long deadline = runner.deadline();
        return countFrom(0, 0, deadline);
    }

    private CompletionStage<Long> countFrom(int from, long counted, long deadline) {
        int slotCount = runner.calls().slotCount();
        if (from >= slotCount) {
            return CompletableFuture.completedFuture(counted);
        }
        int to = Math.min(slotCount, from + SLOTS_PER_ROUND);
        List<Call<Integer, ?>> batch = new ArrayList<>(to - from);
        for (int slot = from; slot < to; slot++) {
            batch.add(new Call<>(slot, new Size(codec.namespace()), Function.identity()));
        }
        return runner.startAll(batch, deadline).thenCompose(outcomes -> {
            long sum = counted;
            for (Outcome<Integer> outcome : outcomes) {
                sum += resultOf(outcome);
            }
            return countFrom(to, sum, deadline);
        });
    }

    CompletionStage<Void> clear() {
        runner.calls().checkOpen();
        List<ClearStep> steps = new ArrayList<>();
        for (int slot = 0; slot < runner.calls().slotCount(); slot++) {
            steps.add(new ClearStep(slot, 0));
        }
        return clear(steps, runner.deadline());
    }

    private record ClearStep(int slot, long cursor) {}

    private CompletionStage<Void> clear(List<ClearStep> steps, long deadline) {
        if (steps.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        List<ClearStep> now = steps.subList(0, Math.min(steps.size(), SLOTS_PER_ROUND));
        List<Call<Clear.Result, ?>> batch = new ArrayList<>(now.size());
        for (ClearStep step : now) {
            batch.add(new Call<>(step.slot(), new Clear(codec.namespace(), step.cursor()), Function.identity()));
        }
        return runner.startAll(batch, deadline).thenCompose(outcomes -> {
            List<ClearStep> rest = new ArrayList<>();
            for (int i = 0; i < outcomes.size(); i++) {
                Clear.Result result = resultOf(outcomes.get(i));
                runner.recorder().removed(result.removed());
                if (result.next() != Scan.END) {
                    rest.add(new ClearStep(now.get(i).slot(), result.next()));
                }
            }
            rest.addAll(steps.subList(now.size(), steps.size()));
            return clear(rest, deadline);
        });
    }

    private static <R> R resultOf(Outcome<R> outcome) {
        if (outcome instanceof Outcome.Failed<R> failed) {
            throw failed.error();
        }
        return ((Outcome.Done<R>) Objects.requireNonNull(outcome)).result();
    }
}
