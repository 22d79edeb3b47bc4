package io.peergrid.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.ports.Transport;
import io.peergrid.ports.TransportContract;
import java.util.Set;
import java.util.function.BooleanSupplier;

final class SimulatedNetworkTransportTest extends TransportContract {
    private static final long SECONDS = 1_000_000_000L;

    private final Simulation simulation = new Simulation(1, NetworkConditions.PERFECT, Set.of());

    @Override
    protected Transport create() {
        return simulation.addHost(node -> {}).start().transport();
    }

    @Override
    protected void await(String what, BooleanSupplier condition) {
        assertThat(simulation.runUntil(condition::getAsBoolean, 30 * SECONDS))
                .as(what)
                .isTrue();
    }

    @Override
    protected void settle() {
        simulation.runFor(SECONDS);
    }
}
