package io.peergrid.bench.harness;

import java.util.Locale;
import java.util.SplittableRandom;

/** One thread that goes on with a row's operation while something else happens. */
final class Background {
    private final Thread thread = new Thread(this::drive, "background");
    private final Operations.Operation operation;
    private final Histogram latencies = new Histogram();
    private volatile boolean stopped;
    private volatile String failure = "";

    Background(Operations operations, Row row) {
        operations.draw(row);
        operation = operations.of(row, new SplittableRandom(5));
        thread.start();
    }

    private void drive() {
        try {
            while (!stopped) {
                long from = System.nanoTime();
                operation.next();
                latencies.add(System.nanoTime() - from);
            }
        } catch (Exception e) {
            failure = e.toString();
        }
    }

    /** Milliseconds: the 99th of a hundred, and the longest. */
    String stop() throws InterruptedException {
        stopped = true;
        thread.join();
        return failure.isEmpty()
                ? String.format(Locale.ROOT, "gets %.2f %.2f", latencies.quantile(0.99) / 1e6, latencies.max() / 1e6)
                : "failed " + failure;
    }
}
