package io.peergrid.testkit.workload;

import io.peergrid.Grid;
import io.peergrid.GridMap;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Numbers by key, as clients of a workload use them at one member. Errors are the grid's own exceptions. Thread-safe. */
public interface Registers {

    @Nullable
    Long get(String key);

    /** Returns the value before. */
    @Nullable
    Long put(String key, long value);

    boolean replace(String key, long expected, long value);

    /** Adds one and returns the sum. */
    @Nullable
    Long increment(String key);

    /** Those of a member in this JVM: some keys are of a replicated map. */
    static Registers of(Grid grid) {
        Duration deadline = Duration.ofSeconds(5);
        return new MapRegisters(
                grid.map("testkit-workload", String.class, Long.class).withDeadline(deadline),
                grid.replicatedMap("testkit-workload", String.class, Long.class).withDeadline(deadline));
    }

    /** The entries of two maps, each key of one of them. */
    record MapRegisters(GridMap<String, Long> partitioned, GridMap<String, Long> replicated) implements Registers {
        private static final int ONE_IN = 3;

        private GridMap<String, Long> map(String key) {
            return Math.floorMod(key.hashCode(), ONE_IN) == 0 ? replicated : partitioned;
        }

        @Override
        public @Nullable Long get(String key) {
            return map(key).get(key);
        }

        @Override
        public @Nullable Long put(String key, long value) {
            return map(key).put(key, value);
        }

        @Override
        public boolean replace(String key, long expected, long value) {
            return map(key).replace(key, expected, value);
        }

        @Override
        public @Nullable Long increment(String key) {
            return map(key).merge(key, 1L, Long::sum);
        }
    }
}
