package io.peergrid.testkit.chaos;

import io.peergrid.testkit.process.MemberProcessException;
import io.peergrid.testkit.process.ProcessCluster;
import io.peergrid.testkit.process.ProcessCluster.Place;
import io.peergrid.testkit.process.ProcessMember;
import io.peergrid.testkit.workload.Registers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A grid of members on hosts, one each, and what can be done to it. Without {@link Hosts} all members are on this machine and cannot be cut off
 * from each other. {@link #registers} from any thread, the rest from one.
 */
final class ChaosGrid implements AutoCloseable {
    private static final Duration HEALTHY_WITHIN = Duration.ofSeconds(90);
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(40);
    private static final Duration JOINED_WITHIN = Duration.ofSeconds(60);

    private final @Nullable Hosts hosts;
    private final ProcessCluster cluster;
    private final List<ProcessMember> members = new CopyOnWriteArrayList<>();
    private final Set<Integer> paused = new HashSet<>();

    /**
     * Starts a member on each host, all at once, and waits until the grid is healthy.
     *
     * @param backups of each slot; two come with a {@code minInSync} of two
     * @param logs directory of the members' logs
     */
    ChaosGrid(int count, int backups, @Nullable Hosts hosts, Path logs) {
        this.hosts = hosts;
        cluster = new ProcessCluster(
                "chaos-" + UUID.randomUUID(), logs, List.of("backups=" + backups, "minInSync=" + Math.max(1, backups)));
        try {
            for (int host = 0; host < count; host++) {
                members.add(cluster.launch(place(host, count)));
            }
            members.forEach(member -> member.awaitJoined(JOINED_WITHIN));
            awaitHealthy();
        } catch (MemberProcessException failed) {
            cluster.close();
            throw failed;
        }
    }

    private Place place(int host, int count) {
        return hosts == null
                ? Place.HERE
                : new Place(
                        hosts.launcher(host),
                        List.of("expected=" + count, "hosts=" + hosts.addresses(), "bind=" + hosts.address(host)));
    }

    int size() {
        return members.size();
    }

    /** Those of all members whose processes run, stopped ones included: their clients wait with them. */
    List<Registers> registers() {
        List<Registers> running = new ArrayList<>();
        for (ProcessMember member : members) {
            if (member.alive()) {
                running.add(member.registers());
            }
        }
        return running;
    }

    /** SIGKILL. */
    void kill(int host) {
        members.get(host).kill();
        paused.remove(host);
    }

    /** SIGTERM; returns when the member has handed everything over and ended. */
    void stop(int host) {
        if (!members.get(host).stop(STOPPED_WITHIN)) {
            throw new AssertionError(members.get(host) + " did not end within " + STOPPED_WITHIN + "; see "
                    + members.get(host).log());
        }
    }

    /** A new member on a host whose member has ended, at the same address. Does not wait until it has joined. */
    ProcessMember launch(int host) {
        ProcessMember member = cluster.launch(place(host, members.size()));
        members.set(host, member);
        return member;
    }

    /** SIGSTOP. */
    void pause(int host) {
        members.get(host).pause();
        paused.add(host);
    }

    /** SIGCONT. */
    void resume(int host) {
        members.get(host).resume();
        paused.remove(host);
    }

    /** One direction between two hosts. */
    void cut(int from, int to) {
        if (hosts == null) {
            throw new IllegalStateException("no network to cut");
        }
        hosts.cut(from, to);
    }

    /** Both directions between some hosts and all others. */
    void partition(Set<Integer> side) {
        for (int from : side) {
            for (int to = 0; to < size(); to++) {
                if (!side.contains(to)) {
                    cut(from, to);
                    cut(to, from);
                }
            }
        }
    }

    /** Whatever is cut or stopped goes on; who has ended is started again. */
    void heal() {
        if (hosts != null) {
            hosts.heal();
        }
        List.copyOf(paused).forEach(this::resume);
        List<ProcessMember> started = new ArrayList<>();
        for (int host = 0; host < size(); host++) {
            if (!members.get(host).alive()) {
                started.add(launch(host));
            }
        }
        started.forEach(member -> member.awaitJoined(JOINED_WITHIN));
    }

    /** Waits until every member says that the grid can do without any one of them. */
    void awaitHealthy() {
        members.forEach(member -> member.awaitHealthy(HEALTHY_WITHIN));
    }

    void pass(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - until < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    List<Integer> others(int host) {
        return IntStream.range(0, size()).filter(other -> other != host).boxed().toList();
    }

    @Override
    public void close() {
        cluster.close();
    }
}
