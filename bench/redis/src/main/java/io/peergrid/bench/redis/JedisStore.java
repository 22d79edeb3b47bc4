package io.peergrid.bench.redis;

import io.peergrid.bench.harness.Member.Kind;
import io.peergrid.bench.harness.Store;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisCluster;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.Response;
import redis.clients.jedis.providers.ClusterConnectionProvider;
import redis.clients.jedis.util.JedisClusterCRC16;

/** Keys of the cluster's own keyspace. With a synchronous backup each write is followed by WAIT 1 in the same packet. */
final class JedisStore implements Store {
    private static final byte[] ONE = {'1'};
    private static final byte[] WAIT_MILLIS = "5000".getBytes(StandardCharsets.US_ASCII);

    private final JedisCluster client;
    private final ClusterConnectionProvider provider;
    private final boolean waits;
    private byte[][] keys = {};
    private byte[][] counters = {};
    private int[] slots = {};

    JedisStore(JedisCluster client, ClusterConnectionProvider provider, Kind kind) {
        this.client = client;
        this.provider = provider;
        this.waits = kind == Kind.SAFE;
    }

    @Override
    public void prepare(int count) {
        keys = new byte[count][];
        counters = new byte[count][];
        slots = new int[count];
        for (int i = 0; i < count; i++) {
            keys[i] = Store.key(i).getBytes(StandardCharsets.US_ASCII);
            counters[i] = ("count:" + i).getBytes(StandardCharsets.US_ASCII);
            slots[i] = JedisClusterCRC16.getSlot(keys[i]);
        }
    }

    @Override
    public byte @Nullable [] get(int key) {
        return client.get(keys[key]);
    }

    @Override
    public void put(int key, byte[] value) {
        if (!waits) {
            client.set(keys[key], value);
            return;
        }
        try (Connection connection = provider.getConnectionFromSlot(slots[key]);
                Pipeline pipeline = new Pipeline(connection)) {
            pipeline.set(keys[key], value);
            Response<Object> copies = pipeline.sendCommand(Protocol.Command.WAIT, ONE, WAIT_MILLIS);
            pipeline.sync();
            check(copies);
        }
    }

    private static void check(Response<Object> copies) {
        if (!copies.get().equals(1L)) {
            throw new IllegalStateException("the replica did not answer");
        }
    }

    @Override
    public int getAll(int[] asked) {
        int found = 0;
        for (Run run : runs(asked)) {
            try (Connection connection = provider.getConnectionFromSlot(run.slot);
                    Pipeline pipeline = new Pipeline(connection)) {
                List<Response<byte[]>> answers = new ArrayList<>();
                run.places.forEach(place -> answers.add(pipeline.get(keys[asked[place]])));
                pipeline.sync();
                for (Response<byte[]> answer : answers) {
                    found += answer.get() == null ? 0 : 1;
                }
            }
        }
        return found;
    }

    @Override
    public void putAll(int[] some, byte[][] values) {
        for (Run run : runs(some)) {
            try (Connection connection = provider.getConnectionFromSlot(run.slot);
                    Pipeline pipeline = new Pipeline(connection)) {
                run.places.forEach(place -> pipeline.set(keys[some[place]], values[place]));
                Response<Object> copies = waits ? pipeline.sendCommand(Protocol.Command.WAIT, ONE, WAIT_MILLIS) : null;
                pipeline.sync();
                if (copies != null) {
                    check(copies);
                }
            }
        }
    }

    /** A node's part of a batch: places in it, and a slot of the node. */
    private record Run(int slot, List<Integer> places) {}

    private Iterable<Run> runs(int[] some) {
        Map<String, Run> byNode = new HashMap<>();
        for (int i = 0; i < some.length; i++) {
            int slot = slots[some[i]];
            String node = provider.getNode(slot).toString();
            byNode.computeIfAbsent(node, any -> new Run(slot, new ArrayList<>()))
                    .places
                    .add(i);
        }
        return byNode.values();
    }

    @Override
    public void add(int counter) {
        client.incr(counters[counter]);
    }
}
