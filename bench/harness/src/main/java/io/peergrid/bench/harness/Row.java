package io.peergrid.bench.harness;

import io.peergrid.bench.harness.Member.Kind;
import java.util.List;

/** What is measured. */
public enum Row {
    OWNED_GET("get of a key the caller owns", Kind.SAFE, List.of(1, 4)),
    REMOTE_GET("get of a key with no copy at the caller", Kind.SAFE, List.of(1)),
    GET("get, uniform", Kind.SAFE, List.of(1, 16)),
    PUT("put, synchronous backup", Kind.SAFE, List.of(1, 16)),
    ASYNC_BACKUP_PUT("put, asynchronous backup", Kind.ASYNC_BACKUP, List.of(1, 16)),
    GET_ALL("getAll of 100, entries", Kind.SAFE, List.of(1)),
    PUT_ALL("putAll of 100, entries", Kind.SAFE, List.of(1)),
    PUT_ASYNC("asynchronous puts, 256 in flight", Kind.SAFE, List.of(1)),
    NEAR_GET("near-cached get, zipf", Kind.NEAR, List.of(1)),
    ADD("add to one of 1,000 counters", Kind.SAFE, List.of(16));

    private final String title;
    private final Kind kind;
    private final List<Integer> threads;

    Row(String title, Kind kind, List<Integer> threads) {
        this.title = title;
        this.kind = kind;
        this.threads = threads;
    }

    public String title() {
        return title;
    }

    public Kind kind() {
        return kind;
    }

    /** With how many threads it is measured. */
    public List<Integer> threads() {
        return threads;
    }

    /** One operation in so many is timed by itself, because the clock costs more than the operation. */
    int timeOneIn() {
        return this == OWNED_GET || this == NEAR_GET ? 64 : 1;
    }
}
