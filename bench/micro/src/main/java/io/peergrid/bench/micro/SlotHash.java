package io.peergrid.bench.micro;

import io.peergrid.partition.Slots;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The slot of a key of 16 bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SlotHash {
    private final byte[] key = "user:00000012345".getBytes(StandardCharsets.US_ASCII);

    @Benchmark
    public int slot() {
        return Slots.of(key, Slots.COUNT);
    }
}
