package io.peergrid.testkit.simulation;

import io.peergrid.AsyncGridStream;
import io.peergrid.StreamId;
import io.peergrid.StreamRecord;
import io.peergrid.StreamTrim;
import io.peergrid.simulation.SplitMixRandom;
import io.peergrid.testkit.history.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A stream whose entries are all different, and a group of consumers that share them. */
final class StreamType implements SimulatedType {
    /** How many entries a stream keeps that is trimmed. */
    static final int KEPT = 8;

    private static final String FIELD = "v";
    private static final String GROUP = "group";
    private static final int ALL = 10_000;

    private final long kept;
    private final String stream;
    private final StreamHistory history;
    private final List<StreamId> given = new ArrayList<>();

    /** @param kept how many entries it is trimmed to whenever one is added; 0 for all */
    StreamType(LongSupplier clock, long kept) {
        this.kept = kept;
        stream = kept == 0 ? "stream0" : "stream1";
        history = new StreamHistory(clock);
    }

    @Override
    public String name() {
        return kept == 0 ? "stream" : "trimmed stream";
    }

    @Override
    public List<String> keys() {
        return List.of(stream);
    }

    @Override
    public CompletionStage<?> operate(SimulatedMember at, String client, SplitMixRandom random) {
        AsyncGridStream<String> entries = stream(at);
        double kind = random.nextDouble();
        if (kind < 0.5) {
            return add(entries, client);
        } else if (kind < 0.65) {
            return read(entries, client);
        } else if (kind < 0.85 || given.isEmpty()) {
            return share(entries, client, random.nextInt(1, 4));
        }
        StreamId id = given.get(random.nextInt(given.size()));
        return history.acknowledgements.of(
                client, id, () -> entries.group(GROUP).acknowledge(List.of(id)));
    }

    private CompletionStage<?> add(AsyncGridStream<String> entries, String client) {
        String value = client + '#' + history.additions.size();
        Map<String, String> fields = Map.of(FIELD, value);
        return history.additions.of(
                client, value, () -> kept == 0 ? entries.add(fields) : entries.add(fields, StreamTrim.toSize(kept)));
    }

    private CompletionStage<?> read(AsyncGridStream<String> entries, String client) {
        return history.reads.of(client, "all", () -> entries.range(StreamId.MIN, StreamId.MAX, ALL)
                .thenApply(StreamType::shown));
    }

    /** Makes the group if there is none; the next one may read then. */
    private CompletionStage<?> share(AsyncGridStream<String> entries, String client, int most) {
        AsyncGridStream.Group<String> group = entries.group(GROUP);
        return history.shares
                .of(client, "a share", () -> group.consumer(client).read(most).thenApply(StreamType::shown))
                .whenComplete((taken, error) -> {
                    if (error == null) {
                        taken.forEach(entry -> given.add(entry.id()));
                    }
                })
                .handle((taken, error) -> error == null || QueueClient.outcome(error) == Outcome.FAIL
                        ? settled(error)
                        : group.create(StreamId.MIN).thenCompose(made -> settled(error)))
                .thenCompose(Function.identity());
    }

    private static CompletionStage<@Nullable Void> settled(@Nullable Throwable error) {
        return error == null ? CompletableFuture.completedFuture(null) : CompletableFuture.failedFuture(error);
    }

    /** The stream, what nobody was given yet, and what is pending then. */
    @Override
    public CompletionStage<?> readAll(SimulatedMember at) {
        AsyncGridStream<String> entries = stream(at);
        return read(entries, StreamHistory.LAST)
                .thenCompose(read -> share(entries, StreamHistory.LAST, ALL))
                .thenCompose(shared -> history.pending.of(StreamHistory.LAST, "pending", () -> entries.group(GROUP)
                        .pending(Duration.ZERO, StreamId.MIN, StreamId.MAX, ALL)));
    }

    private static List<StreamHistory.Entry> shown(List<StreamRecord<String>> records) {
        return records.stream()
                .map(entry -> new StreamHistory.Entry(
                        entry.id(), String.valueOf(entry.fields().get(FIELD))))
                .toList();
    }

    @Override
    public @Nullable String problem() {
        return StreamCheck.problem(history, kept);
    }

    @Override
    public int operations() {
        return history.size();
    }

    private AsyncGridStream<String> stream(SimulatedMember at) {
        return at.grid().stream(stream, String.class).async();
    }
}
