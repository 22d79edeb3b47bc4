package io.peergrid.bench.hitratio;

import java.util.LinkedHashMap;
import java.util.Map;

/** Exact LRU, to compare with: nobody's product. */
final class ExactLru implements TracedCache {
    private final int most;
    private final Map<Integer, Integer> entries = new LinkedHashMap<>(16, 0.75f, true);

    ExactLru(int most) {
        this.most = most;
    }

    @Override
    public boolean access(int key) {
        if (entries.get(key) != null) {
            return true;
        }
        entries.put(key, key);
        if (entries.size() > most) {
            entries.remove(entries.keySet().iterator().next());
        }
        return false;
    }

    @Override
    public String entries() {
        return String.valueOf(entries.size());
    }

    @Override
    public void close() {}
}
