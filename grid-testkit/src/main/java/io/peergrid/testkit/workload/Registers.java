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

    /** Those of a member in this JVM. */
    static Registers of(Grid grid) {
        return new MapRegisters(
                grid.map("testkit-workload", String.class, Long.class).withDeadline(Duration.ofSeconds(5)));
    }

    /** A map's entries. */
    record MapRegisters(GridMap<String, Long> map) implements Registers {
        @Override
        public @Nullable Long get(String key) {
            return map.get(key);
        }

        @Override
        public @Nullable Long put(String key, long value) {
            return map.put(key, value);
        }

        @Override
        public boolean replace(String key, long expected, long value) {
            return map.replace(key, expected, value);
        }

        @Override
        public @Nullable Long increment(String key) {
            return map.merge(key, 1L, Long::sum);
        }
    }
}
