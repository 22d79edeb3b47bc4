package io.peergrid.bench.redis;

import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.codec.ByteArrayCodec;
import io.peergrid.bench.harness.Contestant;
import io.peergrid.bench.harness.Member;
import io.peergrid.bench.harness.Seat;
import io.peergrid.bench.harness.Store;
import java.util.List;

/** Redis Cluster with Lettuce: one shared connection a node, as its manual recommends. */
public final class LettuceContestant implements Contestant {

    @Override
    public String title() {
        return "Redis " + RedisCluster.version() + " + Lettuce";
    }

    @Override
    public int processes() {
        return 1;
    }

    @Override
    public Member start(Seat seat) throws Exception {
        RedisCluster cluster = new RedisCluster(seat);
        List<RedisURI> nodes = cluster.ports().stream()
                .map(port -> RedisURI.create("127.0.0.1", port))
                .toList();
        RedisClusterClient client = RedisClusterClient.create(nodes);
        var connection = client.connect(ByteArrayCodec.INSTANCE);
        return new Member() {
            @Override
            public void awaitMembers(int members) {}

            @Override
            public Store store(Kind kind) {
                if (kind == Kind.NEAR) {
                    throw new UnsupportedOperationException("no near cache in use");
                }
                return new LettuceStore(client, connection, kind);
            }

            @Override
            public long bytesOffHeap() {
                return cluster.usedBytes();
            }

            @Override
            public void close() {
                connection.close();
                client.shutdown();
                cluster.close();
            }
        };
    }
}
