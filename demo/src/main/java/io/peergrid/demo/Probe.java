package io.peergrid.demo;

import io.peergrid.Grid;
import io.peergrid.GridMap;
import io.peergrid.GridMember;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A few writes to slots of one member, sent when that member breaks: the first answer shows that the grid goes on. */
final class Probe {
    private static final int WRITES = 8;
    private static final int TRIES = 2_000;

    private final GridMap<String, Long> map;
    private final List<String> keys = new ArrayList<>();

    /** Looks for keys in slots of the member; that needs no message. */
    Probe(Grid grid, String member) {
        map = grid.map("probes", String.class, Long.class);
        for (int i = 0; i < TRIES && keys.size() < WRITES; i++) {
            String key = "probe:" + i;
            GridMember primary = grid.explain(key).primary();
            if (primary != null && primary.name().equals(member)) {
                keys.add(key);
            }
        }
    }

    /** Sends the writes and tells when the first one succeeded, or why all failed. */
    void send(Narrator narrator, String member) {
        AtomicBoolean told = new AtomicBoolean();
        AtomicInteger open = new AtomicInteger(keys.size());
        for (String key : keys) {
            map.async().set(key, 1L).whenComplete((nothing, error) -> {
                boolean last = open.decrementAndGet() == 0;
                if ((error == null || last) && told.compareAndSet(false, true)) {
                    narrator.note(
                            Instant.now(),
                            error == null
                                    ? "first write to slots of " + member + " accepted again"
                                    : "writes to slots of " + member + " failed: "
                                            + cause(error).getMessage());
                }
            });
        }
    }

    private static Throwable cause(Throwable error) {
        return error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    }
}
