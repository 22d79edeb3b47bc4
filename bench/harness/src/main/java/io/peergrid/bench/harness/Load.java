package io.peergrid.bench.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Runs a row's operation in threads that each wait for their answer before they ask again. */
final class Load {
    private final Operations operations;
    private final Row row;
    private final int threads;
    private volatile Phase phase = Phase.WARM;

    private enum Phase {
        WARM,
        MEASURE,
        END
    }

    private record Part(long entries, long nanos, Histogram latencies) {}

    Load(Operations operations, Row row, int threads) {
        this.operations = operations;
        this.row = row;
        this.threads = threads;
    }

    Outcome run(long warmMillis, long measureMillis) throws Exception {
        operations.draw(row);
        CyclicBarrier start = new CyclicBarrier(threads + 1);
        List<FutureTask<Part>> parts = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            SplittableRandom random = new SplittableRandom(1_000L * row.ordinal() + i);
            FutureTask<Part> part = new FutureTask<>(() -> drive(random, start));
            parts.add(part);
            new Thread(part, "load-" + i).start();
        }
        start.await();
        Thread.sleep(warmMillis);
        phase = Phase.MEASURE;
        Usage before = Usage.now();
        Thread.sleep(measureMillis);
        Usage after = Usage.now();
        phase = Phase.END;
        return outcome(parts, after.cpuNanosSince(before), after.allocatedBytesSince(before));
    }

    private static Outcome outcome(List<FutureTask<Part>> parts, long cpuNanos, long allocatedBytes) throws Exception {
        Histogram latencies = new Histogram();
        double perSecond = 0;
        long entries = 0;
        for (FutureTask<Part> task : parts) {
            Part part = get(task);
            latencies.add(part.latencies);
            perSecond += part.entries * 1e9 / part.nanos;
            entries += part.entries;
        }
        double each = Math.max(1, entries);
        return new Outcome(
                perSecond,
                latencies.quantile(0.5) / 1e3,
                latencies.quantile(0.99) / 1e3,
                latencies.quantile(0.999) / 1e3,
                cpuNanos / each / 1e3,
                allocatedBytes / each);
    }

    private static Part get(FutureTask<Part> task) throws Exception {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private Part drive(SplittableRandom random, CyclicBarrier start) throws Exception {
        Operations.Operation operation = operations.of(row, random);
        int mask = row.timeOneIn() - 1;
        start.await();
        while (phase == Phase.WARM) {
            operation.next();
        }
        Histogram latencies = new Histogram();
        long entries = 0;
        long count = 0;
        long began = System.nanoTime();
        long last = began;
        while (phase == Phase.MEASURE) {
            if ((count++ & mask) == 0) {
                long from = mask == 0 ? last : System.nanoTime();
                entries += operation.next();
                last = System.nanoTime();
                latencies.add(last - from);
            } else {
                entries += operation.next();
            }
        }
        operation.finish();
        return new Part(entries, System.nanoTime() - began, latencies);
    }
}
