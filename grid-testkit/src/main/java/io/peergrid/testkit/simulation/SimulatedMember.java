package io.peergrid.testkit.simulation;

import io.peergrid.AsyncGridMap;
import io.peergrid.Grid;
import io.peergrid.GridConfig;
import io.peergrid.GridConfigBuilder;
import io.peergrid.GridEvent;
import io.peergrid.membership.Configuration;
import io.peergrid.node.GridNode;
import io.peergrid.node.NodePorts;
import io.peergrid.node.NodeRules;
import io.peergrid.partition.SlotTable;
import io.peergrid.ports.MemberId;
import io.peergrid.ports.ProcessIdentity;
import io.peergrid.ports.ProcessWitness;
import io.peergrid.ports.Transport;
import io.peergrid.simulation.SimulatedNode;
import io.peergrid.simulation.Simulation;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One life of a member: a whole node on the ports of a simulated process. */
final class SimulatedMember {
    private final Scenario scenario;
    private final SimulatedNode process;
    private final MemberId id;
    private final GridNode node;
    private final AsyncGridMap<String, String> strings;
    private final AsyncGridMap<String, String> replicated;
    private final AsyncGridMap<String, Long> counters;
    private boolean leaving;

    private SimulatedMember(Scenario scenario, SimulatedNode process, MemberId id, GridNode node) {
        this.scenario = scenario;
        this.process = process;
        this.id = id;
        this.node = node;
        this.strings = node.grid().map("strings", String.class, String.class).async();
        this.replicated = node.grid()
                .replicatedMap("replicated", String.class, String.class)
                .async();
        this.counters = node.grid().map("counters", String.class, Long.class).async();
    }

    static SimulatedMember start(
            Simulation simulation,
            Scenario scenario,
            SimulatedNode process,
            Transport transport,
            NodeRules rules,
            UnaryOperator<GridConfigBuilder> workload,
            Consumer<GridEvent> events) {
        String host = process.host().name();
        GridConfigBuilder builder = GridConfig.local()
                .name("simulated")
                .memberName(host)
                .expectedMembers(scenario.founders())
                .backups(scenario.backups())
                .minInSync(scenario.minInSync());
        if (process.host().index() == scenario.witness()) {
            builder.witness();
        }
        GridConfig config = workload.apply(builder).build();
        NodePorts ports = new NodePorts(
                transport,
                process.clock(),
                process.scheduler(),
                process.random(),
                scenario.provableDeaths() ? simulation.witness() : ProcessWitness.NONE,
                process.scheduler()::execute,
                scenario.provableDeaths() ? process.process() : ProcessIdentity.UNPROVABLE,
                host,
                host,
                () -> {});
        GridNode node = GridNode.assemble(config, ports, rules);
        node.grid().events().subscribe(events);
        node.start();
        return new SimulatedMember(scenario, process, transport.self(), node);
    }

    MemberId id() {
        return id;
    }

    SimulatedNode process() {
        return process;
    }

    GridNode node() {
        return node;
    }

    Grid grid() {
        return node.grid();
    }

    /** The map that this key is of. */
    AsyncGridMap<String, String> strings(String key) {
        return Scenario.isReplicated(key) ? replicated : strings;
    }

    AsyncGridMap<String, Long> counters() {
        return counters;
    }

    /** Who answers for a key of the plain keyspace as this member knows it; null if nobody does. */
    @Nullable
    MemberId owner(String key) {
        Configuration<SlotTable> installed = node.installed();
        if (installed == null) {
            return null;
        }
        return installed.body().assignment(scenario.slotOf(key)).primary();
    }

    boolean holdsData() {
        return process.host().index() != scenario.witness();
    }

    int slotOf(String key) {
        return scenario.slotOf(key);
    }

    boolean alive() {
        return !process.crashed();
    }

    /** Whether clients should use it. */
    boolean usable() {
        return alive() && !leaving && node.installed() != null;
    }

    boolean leaving() {
        return leaving;
    }

    void leave(long withinNanos, Runnable left) {
        leaving = true;
        var unused = node.leave(process.clock().nanoTime() + withinNanos).whenComplete((inOrder, error) -> {
            node.stop();
            left.run();
        });
    }

    @Override
    public String toString() {
        return process.toString();
    }
}
