package io.peergrid.node;

import io.peergrid.Explanation;
import io.peergrid.Grid;
import io.peergrid.GridBitmap;
import io.peergrid.GridBucket;
import io.peergrid.GridClosedException;
import io.peergrid.GridConfig;
import io.peergrid.GridCounter;
import io.peergrid.GridDeque;
import io.peergrid.GridEvents;
import io.peergrid.GridException;
import io.peergrid.GridHash;
import io.peergrid.GridHealth;
import io.peergrid.GridHyperLogLog;
import io.peergrid.GridKeys;
import io.peergrid.GridLock;
import io.peergrid.GridMap;
import io.peergrid.GridMember;
import io.peergrid.GridPipeline;
import io.peergrid.GridRateLimiter;
import io.peergrid.GridSemaphore;
import io.peergrid.GridSet;
import io.peergrid.GridSortedSet;
import io.peergrid.GridStatus;
import io.peergrid.GridStream;
import io.peergrid.GridTopology;
import io.peergrid.GridTransaction;
import io.peergrid.GridUnavailableException;
import io.peergrid.RateLimit;
import io.peergrid.codec.KeyCodec;
import io.peergrid.codec.ValueTypes;
import io.peergrid.command.KeyspaceLimits;
import io.peergrid.map.MapFactory;
import io.peergrid.membership.Configuration;
import io.peergrid.partition.SlotAssignment;
import io.peergrid.partition.SlotTable;
import io.peergrid.partition.Slots;
import io.peergrid.pipeline.PipelineCalls;
import io.peergrid.ports.MemberId;
import io.peergrid.structure.MemberStanding;
import io.peergrid.structure.StructureFactory;
import io.peergrid.transaction.Transactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The API of one member over its node. Thread-safe. */
final class MemberGrid implements Grid {
    private static final long CLOSE_GRACE_SECONDS = 5;
    private static final long TICK_GRACE_MILLIS = 80;

    private final GridConfig config;
    private final GridMember self;
    private final MemberId id;
    private final GridNode node;
    private final KeyspaceLimits limits;
    private final ValueTypes values;
    private final MapFactory maps;
    private final StructureFactory structures;
    private final Transactions transactions;
    private final NodeSlotCalls calls;
    private final Diagnosis diagnosis;
    private final HealthCheck health;
    private final CompletableFuture<Boolean> closed = new CompletableFuture<>();

    MemberGrid(
            GridConfig config,
            GridMember self,
            MemberId id,
            GridNode node,
            NodeSlotCalls calls,
            KeyspaceLimits limits,
            Diagnosis diagnosis,
            HealthCheck health) {
        this.config = config;
        this.self = self;
        this.id = id;
        this.node = node;
        this.calls = calls;
        this.diagnosis = diagnosis;
        this.health = health;
        this.limits = limits;
        values = new ValueTypes(config.types(), config.maxValueBytes());
        maps = new MapFactory(config, calls, limits, this::explainSlot, values, node.machine()::entriesOf);
        MemberStanding standing = new Standing();
        structures = new StructureFactory(calls, standing, limits, values, config.callDeadline());
        transactions = new Transactions(
                calls,
                config.maxValueBytes(),
                config.callDeadline(),
                (tag, previewed) -> new TransactionStructures(
                        tag,
                        new MapFactory(config, previewed, limits, this::explainSlot, values, node.machine()::entriesOf),
                        new StructureFactory(previewed, standing, limits, values, config.callDeadline())));
    }

    /** On the protocol thread, every few milliseconds. */
    void poll(long now) {
        structures.poll(now);
    }

    /** This member has left; before its callbacks end. */
    void stopped() {
        structures.close();
    }

    /** A configuration is installed here. */
    void installed(@Nullable Configuration<SlotTable> before, Configuration<SlotTable> now) {
        boolean unbroken = before != null && before.epoch() + 1 == now.epoch() && GridMembers.takesPart(now, id);
        if (!unbroken) {
            structures.doubtHolds();
        }
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public GridMember self() {
        return self;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <V> GridMap<String, V> map(String name) {
        return (GridMap<String, V>) maps.map(name, String.class, Object.class);
    }

    @Override
    public <K, V> GridMap<K, V> map(String name, Class<K> keyType, Class<V> valueType) {
        return maps.map(name, keyType, valueType);
    }

    @Override
    public GridCounter counter(String name) {
        return structures.counter(name);
    }

    @Override
    public <V> GridBucket<V> bucket(String name, Class<V> valueType) {
        return structures.bucket(name, valueType);
    }

    @Override
    public <F, V> GridHash<F, V> hash(String name, Class<F> fieldType, Class<V> valueType) {
        return structures.hash(name, fieldType, valueType);
    }

    @Override
    public <E> GridSet<E> set(String name, Class<E> elementType) {
        return structures.set(name, elementType);
    }

    @Override
    public <E> GridDeque<E> deque(String name, Class<E> elementType) {
        return structures.deque(name, elementType);
    }

    @Override
    public <E> GridSortedSet<E> sortedSet(String name, Class<E> elementType) {
        return structures.sortedSet(name, elementType);
    }

    @Override
    public <V> GridStream<V> stream(String name, Class<V> valueType) {
        return structures.stream(name, valueType);
    }

    @Override
    public <E> GridHyperLogLog<E> hyperLogLog(String name, Class<E> elementType) {
        return structures.hyperLogLog(name, elementType);
    }

    @Override
    public GridBitmap bitmap(String name) {
        return structures.bitmap(name);
    }

    @Override
    public GridLock lock(String name) {
        return structures.lock(name);
    }

    @Override
    public GridSemaphore semaphore(String name, int permits) {
        return structures.semaphore(name, permits);
    }

    @Override
    public GridRateLimiter rateLimiter(String name, RateLimit limit) {
        return structures.rateLimiter(name, limit);
    }

    @Override
    public GridKeys keys() {
        return structures.keys();
    }

    @Override
    public GridPipeline pipeline() {
        calls.checkOpen();
        PipelineCalls collected = new PipelineCalls(calls);
        return new PipelineStructures(
                collected,
                new MapFactory(config, collected, limits, this::explainSlot, values, node.machine()::entriesOf),
                new StructureFactory(collected, new Standing(), limits, values, config.callDeadline()),
                config.callDeadline());
    }

    @Override
    public <T> T transaction(String tag, Function<? super GridTransaction, ? extends T> body) {
        calls.checkOpen();
        return transactions.run(tag, body);
    }

    @Override
    public <T> CompletionStage<T> transactionAsync(
            String tag, Function<? super GridTransaction, ? extends CompletionStage<T>> body) {
        calls.checkOpen();
        return transactions.start(tag, body);
    }

    @Override
    public GridTopology topology() {
        return Topologies.of(config.name(), configuration(), self, leader(), config.backups() + 1);
    }

    private @Nullable GridMember leader() {
        MemberId leader = node.membership().leader();
        return leader == null ? null : GridMembers.of(configuration(), leader);
    }

    private Configuration<SlotTable> configuration() {
        Configuration<SlotTable> installed = node.installed();
        if (installed == null) {
            throw new GridUnavailableException("this member has no place in the grid yet: " + node.joinStatus());
        }
        return installed;
    }

    @Override
    public Explanation explain(Object key) {
        byte[] bytes = KeyCodec.encodeAny(key);
        return explainSlot(String.valueOf(key), Slots.of(bytes, calls.slotCount()));
    }

    private Explanation explainSlot(String key, int slot) {
        Configuration<SlotTable> now = configuration();
        SlotAssignment assignment = now.body().assignment(slot);
        MemberId primary = assignment.primary();
        return new Explanation(
                key,
                slot,
                now.epoch(),
                assignment.slotTerm(),
                primary == null ? null : GridMembers.of(now, primary),
                members(now, assignment.inSync()),
                members(now, assignment.learners()),
                answer(assignment),
                null,
                0,
                null);
    }

    private Explanation.Answer answer(SlotAssignment assignment) {
        boolean lease = node.membership().lease().isValid(node.now());
        if (lease && assignment.inSync().contains(id)) {
            return id.equals(assignment.primary())
                    ? Explanation.Answer.HERE_AS_PRIMARY
                    : Explanation.Answer.HERE_AS_BACKUP;
        }
        boolean nobody = assignment.primary() == null || node.membership().lacksMajority(node.now());
        return nobody ? Explanation.Answer.NOWHERE : Explanation.Answer.AT_PRIMARY;
    }

    private static List<GridMember> members(Configuration<SlotTable> configuration, List<MemberId> ids) {
        return ids.stream().map(member -> GridMembers.of(configuration, member)).toList();
    }

    @Override
    public GridEvents events() {
        return node.events();
    }

    @Override
    public GridStatus status() {
        Configuration<SlotTable> now = node.installed();
        List<String> problems = new ArrayList<>();
        GridStatus.Level level = GridStatus.Level.UP;
        if (node.closing()) {
            level = GridStatus.Level.CLOSED;
            problems.add("this member has left or is leaving");
        } else if (now == null) {
            level = GridStatus.Level.UNAVAILABLE;
            problems.add(node.joinStatus());
        } else {
            level = judge(now, problems);
        }
        return new GridStatus(
                level,
                problems,
                now == null ? 0 : now.members().size(),
                now == null ? -1 : now.epoch(),
                now == null ? 0 : now.body().roles(id).primary(),
                node.machine().bytes(),
                config.memoryLimitBytes(),
                node.malformedFrames());
    }

    private GridStatus.Level judge(Configuration<SlotTable> now, List<String> problems) {
        GridStatus.Level level = GridStatus.Level.UP;
        int shortOfCopies = TableChanges.shortOfCopies(now, config.backups() + 1);
        if (shortOfCopies > 0) {
            level = GridStatus.Level.DEGRADED;
            problems.add(shortOfCopies
                    + " slots have fewer copies than wanted; they are being copied, or a member is missing");
        }
        int offline = now.body().offline().size();
        if (offline > 0) {
            level = GridStatus.Level.UNAVAILABLE;
            problems.add(offline + " slots have no living copy; bring back a member that held them");
        }
        if (node.membership().lacksMajority(node.now())) {
            level = GridStatus.Level.UNAVAILABLE;
            problems.add(diagnosis.noMajority());
        }
        return level;
    }

    @Override
    public GridHealth health() {
        return health.now();
    }

    @Override
    public GridHealth awaitHealthy(Duration within) {
        calls.mayBlock();
        try {
            return awaitHealthyAsync(within)
                    .toCompletableFuture()
                    .get(within.toMillis() + TICK_GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GridUnavailableException("interrupted while waiting for a healthy grid; " + health());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GridException known) {
                throw known;
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new GridUnavailableException("this member stands still; " + health());
        }
    }

    @Override
    public CompletionStage<GridHealth> awaitHealthyAsync(Duration within) {
        return node.healthWatch().await(within, node.now());
    }

    @Override
    public void close() {
        close(config.closeDeadline());
    }

    @Override
    public void close(Duration deadline) {
        calls.mayBlock();
        try {
            var unused = closeAsync(deadline)
                    .toCompletableFuture()
                    .get(deadline.toSeconds() + CLOSE_GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new GridClosedException("the member could not be closed in order: " + e);
        } finally {
            node.stop();
        }
    }

    @Override
    public CompletionStage<Boolean> closeAsync(Duration deadline) {
        if (!node.closing()) {
            var unused = node.leave(node.now() + deadline.toNanos())
                    .whenCompleteAsync(
                            (inOrder, error) -> {
                                node.stop();
                                closed.complete(Objects.requireNonNullElse(inOrder, false));
                            },
                            calls.callbacks());
        }
        return closed.copy();
    }

    @Override
    public boolean isClosed() {
        return node.closing();
    }

    /** For the holders of locks. */
    private final class Standing implements MemberStanding {
        @Override
        public MemberId self() {
            return id;
        }

        @Override
        public long epoch() {
            Configuration<SlotTable> installed = node.installed();
            return installed == null ? -1 : installed.epoch();
        }

        @Override
        public boolean holdsLease() {
            return node.membership().lease().isValid(node.now());
        }
    }
}
