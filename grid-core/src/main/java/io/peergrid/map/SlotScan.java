package io.peergrid.map;

import io.peergrid.ScanCursor;
import io.peergrid.ScanPage;
import io.peergrid.command.Scan;
import io.peergrid.map.CallRunner.Outcome;
import io.peergrid.store.Glob;
import io.peergrid.store.NamespaceMode;
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

/** Looks through the keys of one namespace, slot by slot, a page at a time. Thread-safe. */
public final class SlotScan {
    private static final int COUNT_MAX = 10_000;
    private static final int SLOTS_FIRST = 16;
    private static final int SLOTS_MAX = 1_024;

    private final CallRunner runner;
    private final long namespace;
    private final boolean replicated;
    private final byte type;
    private final boolean values;

    /**
     * @param type as {@link Scan#type}
     * @param values whether the values come along
     */
    public SlotScan(CallRunner runner, long namespace, byte type, boolean values) {
        this.runner = runner;
        this.namespace = namespace;
        replicated = NamespaceMode.isReplicated(namespace);
        this.type = type;
        this.values = values;
    }

    /**
     * Where a scan stands.
     *
     * @param width how many slots are asked at once
     */
    private record Position(int slot, long cursor, int width) {
        /** The first byte of a token. Shown as a letter, so that no token is a number, as those of Redis's commands are. */
        private static final byte FORMAT = 1;

        static Position of(ScanCursor cursor, long namespace, int first) {
            if (cursor.token().isEmpty()) {
                return new Position(first, 0, SLOTS_FIRST);
            }
            Position position;
            long scanned;
            try {
                WireReader in = new WireReader(Base64.getUrlDecoder().decode(cursor.token()));
                if (in.u8() != FORMAT) {
                    throw new WireFormatException("of another kind");
                }
                scanned = in.varLong();
                position = new Position(in.varInt(), in.varLong(), in.varInt());
                in.expectEnd();
                if (position.slot < 0 || position.width < 1 || position.width > SLOTS_MAX) {
                    throw new WireFormatException("out of range");
                }
            } catch (WireFormatException | IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "invalid cursor: \"" + cursor.token() + "\" was returned by no scan of keys", e);
            }
            if (scanned != mark(namespace)) {
                throw new IllegalArgumentException(
                        "invalid cursor: \"" + cursor.token() + "\" was returned by a scan of something else");
            }
            return position;
        }

        /** Tells maps from each other. */
        private static long mark(long namespace) {
            return Integer.toUnsignedLong(Long.hashCode(namespace));
        }

        ScanCursor toCursor(int end, long namespace) {
            if (slot >= end) {
                return ScanCursor.END;
            }
            WireWriter out = new WireWriter(24)
                    .u8(FORMAT)
                    .varLong(mark(namespace))
                    .varInt(slot)
                    .varLong(cursor)
                    .varInt(width);
            return new ScanCursor(Base64.getUrlEncoder().withoutPadding().encodeToString(out.toBytes()), false);
        }
    }

    /** One page. What is mapped to null is passed over. */
    public <T> CompletionStage<ScanPage<T>> page(
            ScanCursor cursor, @Nullable String pattern, int count, Function<Scan.Item, @Nullable T> map) {
        if (count < 1 || count > COUNT_MAX) {
            throw new IllegalArgumentException("a page of " + count + " entries; ask for 1 to " + COUNT_MAX);
        }
        if (cursor.finished()) {
            return CompletableFuture.completedFuture(new ScanPage<>(List.of(), ScanCursor.END));
        }
        runner.calls().checkOpen();
        Glob glob = pattern == null ? null : Glob.of(pattern.getBytes(StandardCharsets.UTF_8));
        return new PageRun<T>(glob, count, map)
                .round(Position.of(cursor, namespace, runner.calls().slots().first(replicated)));
    }

    /** One page under way. Asks a stretch of slots at a time; wider while they hold little. */
    private final class PageRun<T> {
        private final @Nullable Glob pattern;
        private final int count;
        private final Function<Scan.Item, @Nullable T> map;
        private final long deadline = runner.deadline();
        private final List<T> items = new ArrayList<>();

        PageRun(@Nullable Glob pattern, int count, Function<Scan.Item, @Nullable T> map) {
            this.pattern = pattern;
            this.count = count;
            this.map = map;
        }

        CompletionStage<ScanPage<T>> round(Position from) {
            int end = runner.calls().slots().end(replicated);
            int to = Math.min(end, from.slot() + from.width());
            List<Call<Scan.Page, ?>> batch = new ArrayList<>();
            for (int slot = from.slot(); slot < to; slot++) {
                long cursor = slot == from.slot() ? from.cursor() : 0;
                Scan scan = new Scan(namespace, cursor, pattern, count, values, type);
                batch.add(new Call<>(slot, scan, Function.identity()));
            }
            return runner.startAll(batch, deadline).thenCompose(outcomes -> {
                int before = items.size();
                Position next = take(from, outcomes);
                boolean full = items.size() >= count;
                boolean late = deadline - runner.calls().nanoTime() < 0;
                if (full || late || next.slot() >= end) {
                    return CompletableFuture.completedFuture(new ScanPage<>(items, next.toCursor(end, namespace)));
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

    /** The answer of one slot, or the error that it ended with. */
    static <R> R resultOf(Outcome<R> outcome) {
        if (outcome instanceof Outcome.Failed<R> failed) {
            throw failed.error();
        }
        return ((Outcome.Done<R>) Objects.requireNonNull(outcome)).result();
    }
}
