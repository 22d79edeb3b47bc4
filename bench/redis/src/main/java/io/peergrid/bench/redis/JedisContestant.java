package io.peergrid.bench.redis;

import io.peergrid.bench.harness.Contestant;
import io.peergrid.bench.harness.Member;
import io.peergrid.bench.harness.Seat;
import io.peergrid.bench.harness.Store;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisCluster;
import redis.clients.jedis.providers.ClusterConnectionProvider;

/** Redis Cluster with Jedis: blocking, a pooled connection a call. */
public final class JedisContestant implements Contestant {
    private static final int CONNECTIONS = 32;

    @Override
    public String title() {
        return "Redis " + RedisCluster.version() + " + Jedis";
    }

    @Override
    public int processes() {
        return 1;
    }

    @Override
    public Member start(Seat seat) throws Exception {
        RedisCluster cluster = new RedisCluster(seat);
        Set<HostAndPort> nodes = cluster.ports().stream()
                .map(port -> new HostAndPort("127.0.0.1", port))
                .collect(Collectors.toSet());
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(CONNECTIONS);
        pool.setMaxIdle(CONNECTIONS);
        ClusterConnectionProvider provider = new ClusterConnectionProvider(
                nodes, DefaultJedisClientConfig.builder().build(), pool);
        JedisCluster client = new JedisCluster(provider, 5, Duration.ofSeconds(5));
        return new Member() {
            @Override
            public void awaitMembers(int members) {}

            @Override
            public Store store(Kind kind) {
                if (kind == Kind.NEAR) {
                    throw new UnsupportedOperationException("no near cache in use");
                }
                return new JedisStore(client, provider, kind);
            }

            @Override
            public long bytesOffHeap() {
                return cluster.usedBytes();
            }

            @Override
            public void close() {
                client.close();
                cluster.close();
            }
        };
    }
}
