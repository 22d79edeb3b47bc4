package io.peergrid.testkit.memory;

import io.peergrid.Grid;
import io.peergrid.GridConfig;
import io.peergrid.GridConfigBuilder;
import io.peergrid.GridJoinException;
import io.peergrid.node.CallbackExecutor;
import io.peergrid.node.GridNode;
import io.peergrid.node.NodePorts;
import io.peergrid.node.NodeRules;
import io.peergrid.ports.MemberId;
import io.peergrid.ports.ProcessIdentity;
import io.peergrid.ports.Transport;
import io.peergrid.ports.system.SystemClock;
import io.peergrid.ports.system.SystemScheduler;
import io.peergrid.testkit.Balance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Whole members in this JVM over a network in memory, with real clocks and threads: everything but sockets and processes.
 * Members can be killed, paused, cut off, slowed, stopped and restarted. A killed member is proven dead to the others, as a process on their machine
 * would be; one that is cut off is not. Thread-safe.
 *
 * <pre>{@code
 * try (InMemoryCluster cluster = InMemoryCluster.start(3)) {
 *   GridMap<String, String> map = cluster.grid(0).map("m", String.class, String.class);
 *   map.put("k", "v");
 *   cluster.kill(cluster.grid(1));
 *   assertEquals("v", map.get("k"));
 * }
 * }</pre>
 */
public final class InMemoryCluster implements AutoCloseable {
    private static final Duration BALANCED_WITHIN = Duration.ofSeconds(30);

    private final InMemoryNetwork network = new InMemoryNetwork();
    private final Map<Grid, Running> members = new LinkedHashMap<>();
    private final Set<Long> ended = ConcurrentHashMap.newKeySet();
    private final AtomicLong nextProcess = new AtomicLong(1);
    private final SplittableRandom random = new SplittableRandom();

    private record Running(GridNode node, MemberId id, long process, SystemScheduler scheduler, Pause pause) {}

    /** What keeps a member's protocol thread while it is paused. */
    private static final class Pause {
        private @Nullable CountDownLatch over;

        synchronized boolean begin(SystemScheduler scheduler) {
            if (over != null) {
                return false;
            }
            CountDownLatch latch = new CountDownLatch(1);
            over = latch;
            scheduler.execute(() -> {
                try {
                    latch.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            return true;
        }

        synchronized void end() {
            if (over != null) {
                over.countDown();
                over = null;
            }
        }
    }

    /** Starts that many members and waits until the slots are spread over them and every slot has its copies. */
    public static InMemoryCluster start(int count) {
        return start(count, config -> config);
    }

    /** @param change of each member's configuration, as in {@link #join(String, UnaryOperator)} */
    public static InMemoryCluster start(int count, UnaryOperator<GridConfigBuilder> change) {
        InMemoryCluster cluster = new InMemoryCluster();
        try {
            for (int i = 1; i <= count; i++) {
                cluster.join("m" + i, change);
            }
            cluster.awaitBalanced();
            return cluster;
        } catch (RuntimeException failed) {
            cluster.close();
            throw failed;
        }
    }

    /** Adds a member and waits until it has joined; the first one founds the grid. */
    public Grid join(String name) {
        return join(name, config -> config);
    }

    /** @param change of the local preset's configuration; its network settings are without meaning here */
    public Grid join(String name, UnaryOperator<GridConfigBuilder> change) {
        return join(name, change, rules -> rules);
    }

    /** @param rules of the product, changed as another release would have them */
    synchronized Grid join(String name, UnaryOperator<GridConfigBuilder> change, UnaryOperator<NodeRules> rules) {
        GridConfig config = change.apply(
                        GridConfig.local().name("memory").memberName(name).shutdownHook(false))
                .build();
        MemberId id = new MemberId(random.nextLong(), random.nextLong());
        long process = nextProcess.getAndIncrement();
        SystemScheduler scheduler = new SystemScheduler("protocol-" + name);
        GridNode node = GridNode.assemble(
                config,
                ports(name, id, process, scheduler),
                rules.apply(NodeRules.standard()).withMayFound(members.isEmpty()));
        members.put(node.grid(), new Running(node, id, process, scheduler, new Pause()));
        node.start();
        try {
            node.joined().toCompletableFuture().get(config.joinDeadline().toMillis(), TimeUnit.MILLISECONDS);
            return node.grid();
        } catch (TimeoutException e) {
            throw notJoined(node, node.notJoined(null));
        } catch (ExecutionException e) {
            throw notJoined(node, new GridJoinException(name + " did not join", e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notJoined(node, new GridJoinException("interrupted while " + name + " joined", e));
        }
    }

    private GridJoinException notJoined(GridNode node, GridJoinException why) {
        members.remove(node.grid());
        node.stop();
        return why;
    }

    private NodePorts ports(String name, MemberId id, long process, SystemScheduler scheduler) {
        CallbackExecutor callbacks = new CallbackExecutor(name);
        return new NodePorts(
                network.transport(id),
                new SystemClock(),
                scheduler,
                random.split(),
                identity -> ended.contains(identity.pid()),
                callbacks,
                new ProcessIdentity("this JVM", "", process, 0),
                "memory",
                "memory:" + name,
                () -> {
                    scheduler.close();
                    callbacks.close();
                });
    }

    /** The members that run, in the order in which they joined. */
    public synchronized List<Grid> grids() {
        return List.copyOf(members.keySet());
    }

    /** The member that joined as the n-th of those that run, from 0. */
    public Grid grid(int index) {
        return grids().get(index);
    }

    /** Ends a member as a crash does: it tells nobody, and the others can prove its death. */
    public synchronized void kill(Grid grid) {
        Running running = running(grid);
        members.remove(grid);
        for (Running other : members.values()) {
            cutBoth(running, other);
        }
        running.pause.end();
        running.node.stop();
        ended.add(running.process);
    }

    /** Lets a member hand its slots over and leave, as {@code close()} in an application does. */
    public void stop(Grid grid) {
        running(grid);
        grid.close();
        synchronized (this) {
            members.remove(grid);
        }
    }

    /** Kills a member and starts it again under its name: a new life with no data, as after a restart of its process. */
    public Grid restart(Grid grid) {
        kill(grid);
        return join(grid.self().name());
    }

    /**
     * Stops a member in the midst of what it does, as a long garbage collection would: it neither sends nor handles
     * anything, and nobody can prove it dead. Threads of the test that call it go on; they wait for answers.
     */
    public synchronized void pause(Grid grid) {
        Running running = running(grid);
        if (running.pause.begin(running.scheduler)) {
            network.pause(running.id);
        }
    }

    /** Lets a paused member go on, with all that reached it meanwhile. */
    public synchronized void resume(Grid grid) {
        Running running = running(grid);
        network.resume(running.id);
        running.pause.end();
    }

    /** Cuts a member off from all others, in both directions. */
    public synchronized void isolate(Grid grid) {
        partition(List.of(grid));
    }

    /** Cuts these members off from the rest, in both directions. */
    public synchronized void partition(Collection<Grid> side) {
        for (Grid inside : side) {
            for (Map.Entry<Grid, Running> other : members.entrySet()) {
                if (!side.contains(other.getKey())) {
                    cutBoth(running(inside), other.getValue());
                }
            }
        }
    }

    /** Loses what one member sends to another; the other direction goes on. */
    public synchronized void cut(Grid from, Grid to) {
        network.cut(running(from).id, running(to).id);
    }

    /** Delays each message to and from a member. */
    public synchronized void slow(Grid grid, Duration delay) {
        network.slow(running(grid).id, delay.toNanos());
    }

    /** Somebody on the network who is no member; not started. */
    Transport stranger() {
        return network.transport(new MemberId(random.nextLong(), random.nextLong()));
    }

    /** Ends all cuts and delays. */
    public void heal() {
        network.heal();
    }

    /** Waits until all running members hold slots and every slot has its copies. */
    public void awaitBalanced() {
        Balance.await(this::grids, grids().size(), BALANCED_WITHIN);
    }

    private synchronized Running running(Grid grid) {
        Running running = members.get(grid);
        if (running == null) {
            throw new IllegalArgumentException("this member does not run in this cluster");
        }
        return running;
    }

    private void cutBoth(Running one, Running other) {
        network.cut(one.id, other.id);
        network.cut(other.id, one.id);
    }

    /** Ends all members at once. */
    @Override
    public void close() {
        List<Running> all;
        synchronized (this) {
            all = new ArrayList<>(members.values());
            members.clear();
        }
        all.forEach(running -> {
            running.pause.end();
            running.node.stop();
        });
    }
}
