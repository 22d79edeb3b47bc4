package io.peergrid.node;

import io.peergrid.Grid;
import io.peergrid.GridConfig;
import io.peergrid.GridConfigBuilder;
import io.peergrid.ports.MemberId;
import io.peergrid.ports.ProcessIdentity;
import io.peergrid.ports.ProcessWitness;
import io.peergrid.ports.Transport;
import io.peergrid.ports.system.SystemClock;
import io.peergrid.ports.system.SystemScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Whole members in this JVM over a {@link MemoryNetwork}, with real clocks and threads. */
final class MemoryCluster implements AutoCloseable {
    private static final int SLOTS = 64;
    private static final int FRAME_BYTES_MAX = 200;

    private final MemoryNetwork network = new MemoryNetwork();
    private final List<GridNode> nodes = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(7);

    Grid join(String name) throws Exception {
        return join(name, config -> config);
    }

    /** The first member founds the grid. */
    Grid join(String name, UnaryOperator<GridConfigBuilder> change) throws Exception {
        GridConfig config = change.apply(
                        GridConfig.local().name("test").memberName(name).closeDeadline(Duration.ofSeconds(20)))
                .build();
        SystemScheduler scheduler = new SystemScheduler("protocol-" + name);
        CallbackExecutor callbacks = new CallbackExecutor(name);
        NodePorts ports = new NodePorts(
                network.transport(new MemberId(random.nextLong(), random.nextLong())),
                new SystemClock(),
                scheduler,
                random.split(),
                ProcessWitness.NONE,
                callbacks,
                ProcessIdentity.UNPROVABLE,
                "host",
                "memory:" + name,
                () -> {
                    scheduler.close();
                    callbacks.close();
                });
        GridNode node = GridNode.assemble(
                config, ports, NodeRules.standard().withSlotCount(SLOTS).withMayFound(nodes.isEmpty()));
        nodes.add(node);
        node.start();
        node.joined().toCompletableFuture().get(10, TimeUnit.SECONDS);
        return node.grid();
    }

    /** A stranger sends random bytes to every member. */
    void throwFrames(int count) {
        Transport stranger = network.transport(new MemberId(1, 1));
        stranger.start(new SilentListener());
        for (int i = 0; i < count; i++) {
            byte[] frame = new byte[random.nextInt(FRAME_BYTES_MAX)];
            random.nextBytes(frame);
            for (MemberId member : stranger.reachable()) {
                stranger.send(member, i % 2 == 0 ? Transport.Lane.CONTROL : Transport.Lane.DATA, frame);
            }
        }
        stranger.close();
    }

    private static final class SilentListener implements Transport.Listener {
        @Override
        public void received(MemberId from, Transport.Lane lane, byte[] frame) {}

        @Override
        public void appeared(MemberId peer) {}

        @Override
        public void disappeared(MemberId peer) {}
    }

    /** Ends a member as a crash does: it says nothing to nobody. */
    void crash(Grid grid) {
        for (GridNode node : nodes) {
            if (node.grid() == grid) {
                node.stop();
            }
        }
    }

    @Override
    public void close() {
        nodes.forEach(GridNode::stop);
    }
}
