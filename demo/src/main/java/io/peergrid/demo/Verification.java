package io.peergrid.demo;

import io.peergrid.GridMap;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a comparison of a map with what must be in it came to.
 *
 * @param problems the first few, a line each
 */
record Verification(long expected, long missing, long different, List<String> problems) {
    private static final int BATCH = 1_000;
    private static final int PROBLEMS_SHOWN = 5;

    /** Reads every key; throws what the grid throws if that cannot be done. */
    static <V> Verification of(GridMap<String, V> map, Map<String, V> expected) {
        long missing = 0;
        long different = 0;
        List<String> problems = new ArrayList<>();
        Iterator<Map.Entry<String, V>> entries = expected.entrySet().iterator();
        while (entries.hasNext()) {
            Map<String, V> batch = new LinkedHashMap<>();
            while (entries.hasNext() && batch.size() < BATCH) {
                Map.Entry<String, V> entry = entries.next();
                batch.put(entry.getKey(), entry.getValue());
            }
            Map<String, V> found = map.getAll(batch.keySet());
            for (Map.Entry<String, V> wanted : batch.entrySet()) {
                V value = found.get(wanted.getKey());
                if (wanted.getValue().equals(value)) {
                    continue;
                }
                missing += value == null ? 1 : 0;
                different += value == null ? 0 : 1;
                if (problems.size() < PROBLEMS_SHOWN) {
                    problems.add(wanted.getKey() + ": expected " + wanted.getValue() + ", found "
                            + (value == null ? "nothing" : value));
                }
            }
        }
        return new Verification(expected.size(), missing, different, List.copyOf(problems));
    }

    boolean isGood() {
        return missing == 0 && different == 0;
    }

    /** @param what is counted, such as "cities" */
    String summary(String what) {
        return String.format(
                Locale.ROOT,
                "%,d of %,d %s equal, %,d missing, %,d different",
                expected - missing - different,
                expected,
                what,
                missing,
                different);
    }
}
