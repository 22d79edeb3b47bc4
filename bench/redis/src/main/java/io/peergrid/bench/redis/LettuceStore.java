package io.peergrid.bench.redis;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.codec.ByteArrayCodec;
import io.peergrid.bench.harness.Member.Kind;
import io.peergrid.bench.harness.Store;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keys of the cluster's own keyspace. With a synchronous backup each blocking write is followed by WAIT 1 on a connection of
 * the thread's own, because WAIT holds up whoever shares it; asynchronous puts do not wait for the replica.
 */
final class LettuceStore implements Store {
    private static final long WAIT_MILLIS = 5_000;

    private final StatefulRedisClusterConnection<byte[], byte[]> shared;
    private final ThreadLocal<StatefulRedisClusterConnection<byte[], byte[]>> own;
    private final boolean waits;
    private byte[][] keys = {};
    private byte[][] counters = {};

    LettuceStore(RedisClusterClient client, StatefulRedisClusterConnection<byte[], byte[]> shared, Kind kind) {
        this.shared = shared;
        this.waits = kind == Kind.SAFE;
        own = ThreadLocal.withInitial(() -> client.connect(ByteArrayCodec.INSTANCE));
    }

    @Override
    public void prepare(int count) {
        keys = new byte[count][];
        counters = new byte[count][];
        for (int i = 0; i < count; i++) {
            keys[i] = Store.key(i).getBytes(StandardCharsets.US_ASCII);
            counters[i] = ("count:" + i).getBytes(StandardCharsets.US_ASCII);
        }
    }

    @Override
    public byte @Nullable [] get(int key) {
        return shared.sync().get(keys[key]);
    }

    @Override
    public void put(int key, byte[] value) throws Exception {
        if (!waits) {
            shared.sync().set(keys[key], value);
            return;
        }
        var node = own.get().getConnection(nodeOf(key)).async();
        node.set(keys[key], value);
        check(node.waitForReplication(1, WAIT_MILLIS));
    }

    private String nodeOf(int key) {
        RedisClusterNode node = shared.getPartitions().getPartitionBySlot(SlotHash.getSlot(keys[key]));
        return node.getNodeId();
    }

    private static void check(RedisFuture<Long> copies) throws Exception {
        if (copies.get(WAIT_MILLIS, TimeUnit.MILLISECONDS) != 1) {
            throw new IllegalStateException("the replica did not answer");
        }
    }

    @Override
    public int getAll(int[] asked) {
        byte[][] names = new byte[asked.length][];
        for (int i = 0; i < asked.length; i++) {
            names[i] = keys[asked[i]];
        }
        return (int) shared.sync().mget(names).stream()
                .filter(found -> found.hasValue())
                .count();
    }

    @Override
    public void putAll(int[] some, byte[][] values) throws Exception {
        Map<String, List<Integer>> byNode = new HashMap<>();
        for (int i = 0; i < some.length; i++) {
            byNode.computeIfAbsent(nodeOf(some[i]), any -> new ArrayList<>()).add(i);
        }
        List<RedisFuture<Long>> copies = new ArrayList<>();
        List<RedisFuture<String>> answers = new ArrayList<>();
        byNode.forEach((id, places) -> {
            var node = own.get().getConnection(id).async();
            places.forEach(place -> answers.add(node.set(keys[some[place]], values[place])));
            if (waits) {
                copies.add(node.waitForReplication(1, WAIT_MILLIS));
            }
        });
        for (RedisFuture<String> answer : answers) {
            answer.get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
        }
        for (RedisFuture<Long> each : copies) {
            check(each);
        }
    }

    @Override
    public CompletionStage<?> putAsync(int key, byte[] value) {
        return shared.async().set(keys[key], value);
    }

    @Override
    public void add(int counter) {
        shared.sync().incr(counters[counter]);
    }
}
