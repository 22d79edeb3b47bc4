package io.peergrid.bench.harness;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Makes the operation of a row, one instance a thread. */
final class Operations {
    static final int BATCH = 100;
    private static final int IN_FLIGHT = 256;
    private static final int COUNTERS = 1_000;
    private static final int VALUES = 256;
    private static final int ZIPF_DRAWS = 1 << 20;

    /** @see #next() */
    interface Operation {
        /** Carries one out; returns how many entries it was about. */
        int next() throws Exception;

        /** Waits for what is still under way. */
        default void finish() throws Exception {}
    }

    private final Store store;
    private final int keys;
    private final byte[][] values;
    private int[] drawn = {};

    Operations(Store store, int keys, int valueBytes) {
        this.store = store;
        this.keys = keys;
        SplittableRandom random = new SplittableRandom(7);
        values = new byte[VALUES][valueBytes];
        for (byte[] value : values) {
            random.nextBytes(value);
        }
    }

    void load() throws Exception {
        store.prepare(keys);
        int chunk = Math.max(1, Math.min(500, 1_000_000 / values[0].length));
        for (int from = 0; from < keys; from += chunk) {
            int[] some = IntStream.range(from, Math.min(keys, from + chunk)).toArray();
            putAll(some);
        }
    }

    private void putAll(int[] some) throws Exception {
        byte[][] with = new byte[some.length][];
        for (int i = 0; i < some.length; i++) {
            with[i] = values[some[i] % VALUES];
        }
        store.putAll(some, with);
    }

    /** To be called once before the threads of a row ask for theirs. */
    void draw(Row row) {
        if (!store.has(row)) {
            throw new UnsupportedOperationException("not for this one");
        }
        drawn = switch (row) {
            case OWNED_GET -> keysThat(key -> store.place(key) == Store.Place.OWNED);
            case REMOTE_GET -> keysThat(key -> store.place(key) == Store.Place.ELSEWHERE);
            case NEAR_GET -> zipf();
            default -> new int[0];
        };
        if ((row == Row.OWNED_GET || row == Row.REMOTE_GET) && drawn.length == 0) {
            throw new UnsupportedOperationException("no such keys");
        }
    }

    private int[] keysThat(IntPredicate fits) {
        return IntStream.range(0, keys).filter(fits).toArray();
    }

    /** Draws by Zipf's law with exponent 1. */
    private int[] zipf() {
        double[] upTo = new double[keys];
        double sum = 0;
        for (int i = 0; i < keys; i++) {
            sum += 1.0 / (i + 1);
            upTo[i] = sum;
        }
        SplittableRandom random = new SplittableRandom(11);
        int[] draws = new int[ZIPF_DRAWS];
        for (int i = 0; i < draws.length; i++) {
            int at = Arrays.binarySearch(upTo, random.nextDouble() * sum);
            draws[i] = Math.min(keys - 1, at < 0 ? -at - 1 : at);
        }
        return draws;
    }

    Operation of(Row row, SplittableRandom random) {
        return switch (row) {
            case OWNED_GET, REMOTE_GET, NEAR_GET -> () -> get(drawn[random.nextInt(drawn.length)]);
            case GET -> () -> get(random.nextInt(keys));
            case PUT, ASYNC_BACKUP_PUT -> () -> put(random.nextInt(keys), random);
            case GET_ALL -> () -> getAll(random);
            case PUT_ALL ->
                () -> {
                    putAll(batch(random));
                    return BATCH;
                };
            case PUT_ASYNC -> new InFlight(random);
            case ADD ->
                () -> {
                    store.add(random.nextInt(COUNTERS));
                    return 1;
                };
        };
    }

    private int get(int key) throws Exception {
        byte[] value = store.get(key);
        if (value == null || value.length != values[0].length) {
            throw new IllegalStateException("key " + key + " is not what was put");
        }
        return 1;
    }

    private int put(int key, SplittableRandom random) throws Exception {
        store.put(key, values[random.nextInt(VALUES)]);
        return 1;
    }

    private int getAll(SplittableRandom random) throws Exception {
        int[] asked = batch(random);
        int found = store.getAll(asked);
        if (found != asked.length) {
            throw new IllegalStateException(found + " of " + asked.length + " found");
        }
        return asked.length;
    }

    /** Different keys: a stride that is odd and shares no factor with usual key counts. */
    private int[] batch(SplittableRandom random) {
        int[] batch = new int[BATCH];
        int at = random.nextInt(keys);
        for (int i = 0; i < BATCH; i++) {
            batch[i] = at;
            at = (at + 1 + random.nextInt(keys / BATCH - 1)) % keys;
        }
        return batch;
    }

    private final class InFlight implements Operation {
        private final SplittableRandom random;
        private final Semaphore free = new Semaphore(IN_FLIGHT);
        private volatile boolean failed;

        InFlight(SplittableRandom random) {
            this.random = random;
        }

        @Override
        public int next() throws Exception {
            free.acquire();
            store.putAsync(random.nextInt(keys), values[random.nextInt(VALUES)]).whenComplete((done, failure) -> {
                if (failure != null) {
                    failed = true;
                }
                free.release();
            });
            if (failed) {
                throw new IllegalStateException("an asynchronous put failed");
            }
            return 1;
        }

        @Override
        public void finish() throws Exception {
            free.acquire(IN_FLIGHT);
        }
    }
}
