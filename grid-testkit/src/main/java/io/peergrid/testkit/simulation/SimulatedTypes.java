package io.peergrid.testkit.simulation;

import io.peergrid.simulation.SplitMixRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** All types of the simulation. Each run has some of them, so that clients meet. */
final class SimulatedTypes {
    static final List<Function<LongSupplier, SimulatedType>> ALL = List.of(
            CounterType::new,
            HashType::new,
            SetType::new,
            SortedSetType::new,
            BitmapType::new,
            HyperLogLogType::new,
            clock -> new StreamType(clock, 0),
            clock -> new StreamType(clock, StreamType.KEPT),
            TransferType::new,
            PipelineType::new,
            EvictedType::new,
            NearType::new,
            NearType::ofHotKeys,
            AsynchronousType::new);

    private static final int IN_A_RUN = 5;

    private SimulatedTypes() {}

    /** Of all there are. */
    static List<String> names() {
        return ALL.stream().map(type -> type.apply(() -> 0).name()).toList();
    }

    /** Some, by chance. */
    static List<Function<LongSupplier, SimulatedType>> draw(SplitMixRandom random) {
        List<Function<LongSupplier, SimulatedType>> left = new ArrayList<>(ALL);
        while (left.size() > IN_A_RUN) {
            left.remove(random.nextInt(left.size()));
        }
        return left;
    }
}
