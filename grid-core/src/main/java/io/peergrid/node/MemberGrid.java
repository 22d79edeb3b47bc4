package io.peergrid.node;

import com.github.benmanes.caffeine.cache.Cache;
import io.peergrid.Explanation;
import io.peergrid.FunctionDefinition;
import io.peergrid.Grid;
import io.peergrid.GridCache;
import io.peergrid.GridClosedException;
import io.peergrid.GridConfig;
import io.peergrid.GridEvents;
import io.peergrid.GridException;
import io.peergrid.GridFunction;
import io.peergrid.GridHealth;
import io.peergrid.GridInvalidation;
import io.peergrid.GridLock;
import io.peergrid.GridMap;
import io.peergrid.GridMember;
import io.peergrid.GridPipeline;
import io.peergrid.GridRateLimiter;
import io.peergrid.GridSemaphore;
import io.peergrid.GridSerializer;
import io.peergrid.GridStatus;
import io.peergrid.GridStream;
import io.peergrid.GridTopic;
import io.peergrid.GridTopicPattern;
import io.peergrid.GridTopology;
import io.peergrid.GridTransaction;
import io.peergrid.GridUnavailableException;
import io.peergrid.RateLimit;
import io.peergrid.cache.CacheFactory;
import io.peergrid.codec.KeyCodec;
import io.peergrid.codec.ValueTypes;
import io.peergrid.function.DistributedFunction;
import io.peergrid.map.CallRunner;
import io.peergrid.map.MapFactory;
import io.peergrid.membership.Configuration;
import io.peergrid.partition.SlotTable;
import io.peergrid.partition.Slots;
import io.peergrid.pipeline.PipelineCalls;
import io.peergrid.ports.MemberId;
import io.peergrid.structure.LockFactory;
import io.peergrid.structure.StructureFactory;
import io.peergrid.topic.TopicFactory;
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
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** The API of one member over its node. Thread-safe. */
final class MemberGrid extends OverSlots implements Grid {
    private static final long CLOSE_GRACE_SECONDS = 5;
    private static final long TICK_GRACE_MILLIS = 80;

    private final GridConfig config;
    private final GridMember self;
    private final GridNode node;
    private final SlotExplanations explanations;
    private final LockFactory locks;
    private final CacheFactory caches;
    private final ValueTypes values;
    private final CallRunner functionCalls;
    private final TopicFactory topics;
    private final Transactions transactions;
    private final NodeSlotCalls calls;
    private final Diagnosis diagnosis;
    private final HealthCheck health;
    private final HealthWatch healthWatch;
    /** Told of slots that were changed in a way that does not tell which entries. */
    private final IntConsumer slotChanged;

    private final CompletableFuture<Boolean> closed = new CompletableFuture<>();

    MemberGrid(
            GridConfig config,
            GridMember self,
            GridNode node,
            NodeSlotCalls calls,
            MapFactory maps,
            StructureFactory structures,
            LockFactory locks,
            CacheFactory caches,
            TopicFactory topics,
            ValueTypes values,
            SlotExplanations explanations,
            Diagnosis diagnosis,
            HealthCheck health,
            HealthWatch healthWatch,
            IntConsumer slotChanged) {
        super(maps, structures);
        this.config = config;
        this.self = self;
        this.node = node;
        this.calls = calls;
        this.locks = locks;
        this.caches = caches;
        this.values = values;
        this.topics = topics;
        this.explanations = explanations;
        this.diagnosis = diagnosis;
        this.health = health;
        this.healthWatch = healthWatch;
        this.slotChanged = slotChanged;
        functionCalls = new CallRunner(calls, config.callDeadline());
        transactions = new Transactions(
                calls,
                config.maxValueBytes(),
                config.callDeadline(),
                (tag, previewed) -> new TransactionStructures(tag, maps.over(previewed), structures.over(previewed)),
                slotChanged);
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
    public <V> GridStream<V> stream(String name, Class<V> valueType) {
        return structures().stream(name, valueType);
    }

    @Override
    public <K, V> GridCache<K, V> cache(String name, Class<K> keyType, Class<V> valueType) {
        return caches.cache(name, keyType, valueType);
    }

    @Override
    public <K> GridInvalidation<K> invalidation(String name, Class<K> keyType, Cache<K, ?> cache) {
        return caches.invalidation(name, keyType, cache, node.events());
    }

    @Override
    public GridLock lock(String name) {
        return locks.lock(name);
    }

    @Override
    public GridSemaphore semaphore(String name, int permits) {
        return locks.semaphore(name, permits);
    }

    @Override
    public GridRateLimiter rateLimiter(String name, RateLimit limit) {
        return structures().rateLimiter(name, limit);
    }

    @Override
    public <M> GridTopic<M> topic(String name, Class<M> messageType) {
        return topics.topic(name, messageType);
    }

    @Override
    public <M> GridTopic<M> shardedTopic(String name, Class<M> messageType) {
        return topics.sharded(name, messageType);
    }

    @Override
    public <M> GridTopicPattern<M> topicPattern(String pattern, Class<M> messageType) {
        return topics.pattern(pattern, messageType);
    }

    @Override
    public GridSerializer serializer() {
        return values.serializer();
    }

    @Override
    public GridPipeline pipeline() {
        calls.checkOpen();
        PipelineCalls collected = new PipelineCalls(calls, slotChanged);
        return new PipelineStructures(
                collected, maps().over(collected), structures().over(collected), config.callDeadline());
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
    @SuppressWarnings("unchecked")
    public <A, R> GridFunction<A, R> function(String name, Class<A> argumentType, Class<R> resultType) {
        FunctionDefinition<?, ?> own = config.functions().get(name);
        if (own == null) {
            throw new IllegalArgumentException("this member has no function \"" + name + "\"; it has "
                    + (config.functions().isEmpty()
                            ? "none"
                            : config.functions().keySet())
                    + ". Add it with GridConfig...function(\"" + name + "\", ...), at every member");
        } else if (own.argumentType() != argumentType || own.resultType() != resultType) {
            throw new IllegalArgumentException(
                    "the function \"" + name + "\" takes " + own.argumentType().getName() + " and gives "
                            + own.resultType().getName());
        }
        return new DistributedFunction<>(
                (FunctionDefinition<A, R>) own, values, config.maxValueBytes(), functionCalls, slotChanged);
    }

    @Override
    public <K, V> GridMap<K, V> replicatedMap(String name, Class<K> keyType, Class<V> valueType) {
        return maps().replicatedMap(name, keyType, valueType);
    }

    @Override
    public <K, V> GridMap<K, V> asynchronousMap(String name, Class<K> keyType, Class<V> valueType) {
        return maps().asynchronousMap(name, keyType, valueType);
    }

    @Override
    public GridTopology topology() {
        return Topologies.of(config.name(), node.configuration(), self, leader(), calls.slots(), config.backups() + 1);
    }

    private @Nullable GridMember leader() {
        MemberId leader = node.membership().leader();
        return leader == null ? null : GridMembers.of(node.configuration(), leader);
    }

    @Override
    public Explanation explain(Object key) {
        byte[] bytes = KeyCodec.encodeAny(key);
        return explanations.explain(
                String.valueOf(key), Slots.of(bytes, calls.slots().partitioned()));
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
                now == null
                        ? 0
                        : now.body()
                                .roles(node.id(), calls.slots().partitioned())
                                .primary(),
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
        return healthWatch.await(within, node.now());
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
}
