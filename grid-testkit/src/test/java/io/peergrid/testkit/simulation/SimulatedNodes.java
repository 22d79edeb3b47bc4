package io.peergrid.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.GridConfig;
import io.peergrid.GridTopology;
import io.peergrid.node.GridNode;
import io.peergrid.node.NodePorts;
import io.peergrid.node.NodeRules;
import io.peergrid.partition.SlotLayout;
import io.peergrid.ports.ProcessIdentity;
import io.peergrid.ports.ProcessWitness;
import io.peergrid.simulation.SimulatedNode;
import io.peergrid.simulation.Simulation;
import java.util.ArrayList;
import java.util.List;

/** Whole members on the hosts of a simulation, for schedules written by hand. Deaths cannot be proven. */
final class SimulatedNodes {
    private static final long SPREAD_WITHIN = 20_000_000_000L;

    private final Simulation simulation;
    private final int slotCount;
    private final List<GridNode> nodes = new ArrayList<>();
    private int founders;

    SimulatedNodes(Simulation simulation, int slotCount) {
        this.simulation = simulation;
        this.slotCount = slotCount;
    }

    /** Starts that many members and runs until they share the slots. */
    void found(int count) {
        founders = count;
        for (int i = 0; i < count; i++) {
            start();
        }
        assertThat(simulation.runUntil(this::isSpread, SPREAD_WITHIN)).isTrue();
    }

    /** Starts a member on a host of its own; it has sent nothing yet. */
    GridNode start() {
        int index = nodes.size();
        simulation.addHost(this::start).start();
        assertThat(simulation.runUntil(() -> nodes.size() > index, SPREAD_WITHIN))
                .isTrue();
        return nodes.get(index);
    }

    /** In the order of their hosts. */
    GridNode node(int index) {
        return nodes.get(index);
    }

    private void start(SimulatedNode process) {
        GridConfig config = GridConfig.local()
                .name("simulated")
                .memberName(process.host().name())
                .expectedMembers(founders)
                .build();
        NodePorts ports = new NodePorts(
                process.transport(),
                process.clock(),
                process.scheduler(),
                process.random(),
                ProcessWitness.NONE,
                process.scheduler()::execute,
                ProcessIdentity.UNPROVABLE,
                process.host().name(),
                process.host().name(),
                () -> {});
        GridNode node = GridNode.assemble(
                config,
                ports,
                NodeRules.standard().withSlots(SlotLayout.of(slotCount)).withMayFound(true));
        nodes.add(node);
        node.start();
    }

    private boolean isSpread() {
        return nodes.stream()
                .allMatch(node -> node.installed() != null
                        && node.grid().topology().members().size() == nodes.size()
                        && node.grid().topology().slotsShortOfCopies() == 0
                        && node.grid().topology().members().stream()
                                .mapToInt(GridTopology.MemberShare::primaries)
                                .allMatch(primaries -> primaries > 0));
    }
}
