package io.peergrid.testkit.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peergrid.NearCopies;
import io.peergrid.testkit.process.JavaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Near copies in processes that are stopped, killed and, where the machine has networks to cut, cut off: all their times are of one monotonic clock. A read is
 * noted before it begins and a write when it was acknowledged, so that a slow machine shows nothing that is not so. {@code -Dnear.rounds=N} for more,
 * {@code -Dnear.seed=S} for others.
 */
class NearCopiesIT {
    private static final long BOUND_NANOS = NearCopies.DEFAULT_STALENESS.toNanos();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MEMBERS = 3;

    private final String grid = "near-" + UUID.randomUUID();
    private final Map<String, Queue<Said>> acknowledged = new ConcurrentHashMap<>();
    private final Map<String, Queue<Said>> read = new ConcurrentHashMap<>();
    private final Map<String, Long> near = new ConcurrentHashMap<>();
    private final List<JavaProcess> members = new ArrayList<>();
    private int started;

    private record Said(long value, long at) {}

    @Test
    @Timeout(value = 12, unit = TimeUnit.HOURS)
    void noReadIsStalerThanTheBoundWhateverHappensToProcesses(
            @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) {
        Random random = new Random(Long.getLong("near.seed", 1));
        try (Hosts hosts = Hosts.possible() ? new Hosts(MEMBERS) : null) {
            for (int i = 0; i < MEMBERS; i++) {
                members.add(start(i, hosts, directory));
            }
            members.forEach(member -> member.awaitReady(PATIENCE));
            for (String map : NearMember.MAPS) {
                await().atMost(PATIENCE).until(() -> near.getOrDefault(map, 0L) > 0);
            }
            for (int round = 0; round < Integer.getInteger("near.rounds", 1); round++) {
                strike(random, hosts, directory);
            }
        } finally {
            members.forEach(JavaProcess::end);
        }
        System.out.println("process test: near copies: " + count(acknowledged) + " writes, " + count(read)
                + " reads judged, read near " + near);
        assertThat(acknowledged).hasSizeGreaterThan(6);
        read.forEach(this::judge);
    }

    private JavaProcess start(int host, @Nullable Hosts hosts, Path directory) {
        String name = "near-" + started++;
        List<String> options = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
        return hosts == null
                ? JavaProcess.start(name, directory, options, this::hear, NearMember.class, List.of(grid, name))
                : JavaProcess.start(
                        name,
                        directory,
                        hosts.launcher(host),
                        options,
                        this::hear,
                        NearMember.class,
                        List.of(grid, name, hosts.addresses(), hosts.address(host), String.valueOf(MEMBERS)));
    }

    private void hear(String line) {
        String[] words = line.split(" ");
        switch (words[0]) {
            case "ack" -> note(acknowledged, words);
            case "read" -> note(read, words);
            case "near" -> near.merge(words[1], Long.parseLong(words[2]), Math::max);
            default -> {}
        }
    }

    private static void note(Map<String, Queue<Said>> where, String[] words) {
        where.computeIfAbsent(words[1], key -> new ConcurrentLinkedQueue<>())
                .add(new Said(Long.parseLong(words[2]), Long.parseLong(words[3])));
    }

    private void strike(Random random, @Nullable Hosts hosts, Path directory) {
        for (int victim = 0; victim < MEMBERS; victim++) {
            members.get(victim).pause();
            rest(200 + random.nextInt(400));
            members.get(victim).resume();
            rest(300);
        }
        if (hosts != null) {
            cut(random, hosts);
        }
        int victim = random.nextInt(MEMBERS);
        members.get(victim).kill();
        rest(2_000);
        members.get(victim).end();
        members.set(victim, start(victim, hosts, directory));
        members.get(victim).awaitReady(PATIENCE);
        rest(1_500);
    }

    private static void cut(Random random, Hosts hosts) {
        int from = random.nextInt(MEMBERS);
        int to = (from + 1 + random.nextInt(MEMBERS - 1)) % MEMBERS;
        hosts.cut(from, to);
        rest(400);
        hosts.cut(to, from);
        rest(600);
        hosts.heal();
        rest(500);
        for (int other = 0; other < MEMBERS; other++) {
            hosts.cut(from, other);
            hosts.cut(other, from);
        }
        rest(1_000);
        hosts.heal();
        rest(1_000);
    }

    private static void rest(long millis) {
        await().pollDelay(Duration.ofMillis(millis))
                .atMost(Duration.ofMillis(millis).plus(PATIENCE))
                .until(() -> true);
    }

    /** Whether a higher value had been acknowledged longer than the bound before. */
    private void judge(String key, Queue<Said> reads) {
        TreeMap<Long, Said> earliest = new TreeMap<>();
        Said first = null;
        List<Said> acks = new ArrayList<>(acknowledged.getOrDefault(key, new ConcurrentLinkedQueue<>()));
        acks.sort((one, other) -> Long.compare(other.value, one.value));
        for (Said ack : acks) {
            first = first == null || ack.at < first.at ? ack : first;
            earliest.put(ack.value, first);
        }
        for (Said each : reads) {
            Map.Entry<Long, Said> higher = earliest.higherEntry(each.value);
            assertThat(higher == null || each.at - higher.getValue().at <= BOUND_NANOS)
                    .as("%s: %s was read after %s had been acknowledged", key, each, higher)
                    .isTrue();
        }
    }

    private static int count(Map<String, Queue<Said>> of) {
        return of.values().stream().mapToInt(Queue::size).sum();
    }
}
