package io.peergrid.testkit.memory;

import io.peergrid.Grid;
import io.peergrid.GridConfigBuilder;
import io.peergrid.GridUnavailableException;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test on three members that share the slots, begun anew for each. */
abstract class OnThreeMembers {
    InMemoryCluster cluster;
    Grid a;
    Grid b;

    @BeforeEach
    final void startMembers() {
        cluster = InMemoryCluster.start(3, this::configured);
        a = cluster.grid(0);
        b = cluster.grid(1);
    }

    /** How the members differ from the local preset. */
    GridConfigBuilder configured(GridConfigBuilder config) {
        return config;
    }

    @AfterEach
    final void endMembers() {
        cluster.close();
    }

    /** The first name that begins so and whose slot this member is primary of. */
    final String nameOwnedBy(Grid owner, String beginning) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> beginning + i)
                .filter(name ->
                        owner.self().equals(cluster.grid(0).explain(name).primary()))
                .findFirst()
                .orElseThrow();
    }

    /** Calls again while the grid is not available: nothing has happened then. */
    static <T> T insist(Callable<T> call) throws Exception {
        while (true) {
            try {
                return call.call();
            } catch (GridUnavailableException notDone) {
                Thread.onSpinWait();
            }
        }
    }
}
