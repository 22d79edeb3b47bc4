package io.peergrid.bench.micro;

import io.peergrid.codec.KeyCodec;
import io.peergrid.codec.ValueCodec;
import io.peergrid.codec.ValueTypes;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Keys and values to bytes and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Codecs {
    private static final ValueTypes TYPES = new ValueTypes(List.of(Profile.class), 1 << 20);

    private final KeyCodec<String> keys = KeyCodec.of(String.class);
    private final ValueCodec<byte[]> bytes = TYPES.codec(byte[].class);
    private final ValueCodec<Profile> profiles = TYPES.codec(Profile.class);
    private final byte[] plain = new byte[100];
    private final Profile profile = new Profile("alice", 42, true, List.of("a", "b"));
    private final byte[] encodedPlain = bytes.encode(plain);
    private final byte[] encodedProfile = profiles.encode(profile);

    /** A value as applications have them. */
    public record Profile(String name, int age, boolean active, List<String> tags) {}

    @Benchmark
    public byte[] keyOut() {
        return keys.encode("user:00000012345");
    }

    @Benchmark
    public byte[] bytesOut() {
        return bytes.encode(plain);
    }

    @Benchmark
    public byte[] bytesIn() {
        return bytes.decode(encodedPlain);
    }

    @Benchmark
    public byte[] recordOut() {
        return profiles.encode(profile);
    }

    @Benchmark
    public Profile recordIn() {
        return profiles.decode(encodedProfile);
    }
}
