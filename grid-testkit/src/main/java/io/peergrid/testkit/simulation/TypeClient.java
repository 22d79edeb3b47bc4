package io.peergrid.testkit.simulation;

import io.peergrid.simulation.Simulation;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A client that uses types by chance. */
final class TypeClient extends Inhabitant {
    private final List<SimulatedType> types;
    private final Consumer<Throwable> unexpected;

    /** @param unexpected told of errors that no caller expects */
    TypeClient(
            Simulation simulation,
            int index,
            List<SimulatedType> types,
            Supplier<List<SimulatedMember>> members,
            long thinkNanos,
            Consumer<Throwable> unexpected) {
        super(simulation, "t" + index, members, thinkNanos);
        this.types = types;
        this.unexpected = unexpected;
    }

    @Override
    void died() {
        // What has no end is of unknown outcome.
    }

    @Override
    void operate(SimulatedMember at) {
        int inLife = life();
        SimulatedType type = types.get(random.nextInt(types.size()));
        CompletionStage<?> stage = type.operate(at, name() + '.' + inLife, random);
        var unused = stage.whenComplete((answer, error) -> {
            if (error != null) {
                check(error);
            }
            ended(inLife);
        });
    }

    private void check(Throwable error) {
        try {
            var unused = QueueClient.outcome(error);
        } catch (RuntimeException nobodyExpects) {
            unexpected.accept(error);
        }
    }
}
