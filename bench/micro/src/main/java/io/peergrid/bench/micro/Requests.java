package io.peergrid.bench.micro;

import io.peergrid.partition.Request;
import io.peergrid.partition.RequestCodec;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A request with one command of 130 bytes, as it crosses the wire. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Requests {
    private final Request request =
            new Request(123_456, 123_400, 7, 1, false, List.of(new Request.Part(4_711, true, new byte[130])));
    private final byte[] frame = RequestCodec.encode(request);

    @Benchmark
    public byte[] out() {
        return RequestCodec.encode(request);
    }

    @Benchmark
    public Request in() {
        return RequestCodec.decodeRequest(frame);
    }
}
