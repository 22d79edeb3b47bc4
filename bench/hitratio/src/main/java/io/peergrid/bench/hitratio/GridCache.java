package io.peergrid.bench.hitratio;

import io.peergrid.Eviction;
import io.peergrid.EvictionPolicy;
import io.peergrid.Grid;
import io.peergrid.GridConfig;
import io.peergrid.GridMap;

/** A member of its own, alone: the whole way of a call, but no other member. */
final class GridCache implements TracedCache {
    private final Grid grid;
    private final GridMap<Integer, Integer> map;
    private final Occupancy occupancy = new Occupancy();

    GridCache(EvictionPolicy policy, int entries) {
        grid = Grid.join(GridConfig.local()
                .name("hit-ratio-" + ProcessHandle.current().pid())
                .secret("a secret of this run")
                .backups(0)
                .shutdownHook(false)
                .evictMap("cache", Eviction.by(policy).maxEntries(entries))
                .build());
        map = grid.map("cache", Integer.class, Integer.class);
    }

    @Override
    public boolean access(int key) {
        boolean hit = map.get(key) != null;
        if (!hit) {
            map.set(key, key);
        }
        if (occupancy.isDue()) {
            occupancy.note(map.statistics().entriesHere());
        }
        return hit;
    }

    @Override
    public String entries() {
        return occupancy.toString();
    }

    @Override
    public void close() {
        grid.close();
    }
}
