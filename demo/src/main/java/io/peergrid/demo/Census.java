package io.peergrid.demo;

import io.peergrid.Grid;
import io.peergrid.GridMember;
import io.peergrid.GridTopology;
import io.peergrid.GridTopology.SlotRange;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** In which slot each city lies, and so how many of them a member holds. Thread-safe. */
final class Census {
    private final int[] slotOfCity;
    private final int[] citiesInSlot;

    /** Asks the grid for the slot of each city; that needs no message. */
    Census(Grid grid, List<City> cities) {
        slotOfCity = new int[cities.size()];
        citiesInSlot = new int[grid.topology().slotCount()];
        for (int i = 0; i < slotOfCity.length; i++) {
            slotOfCity[i] = grid.explain(cities.get(i).key()).slot();
            citiesInSlot[slotOfCity[i]]++;
        }
    }

    /**
     * The cities, those of one slot together: a batch is one operation for each slot in it.
     *
     * @param cities the list this was made from
     */
    List<City> inSlotOrder(List<City> cities) {
        int[] next = new int[citiesInSlot.length];
        for (int slot = 1; slot < next.length; slot++) {
            next[slot] = next[slot - 1] + citiesInSlot[slot - 1];
        }
        City[] ordered = new City[slotOfCity.length];
        for (int i = 0; i < ordered.length; i++) {
            ordered[next[slotOfCity[i]]++] = cities.get(i);
        }
        return List.of(ordered);
    }

    /** @param index place of the city in the list this was made from */
    int slotOf(int index) {
        return slotOfCity[index];
    }

    /** Counts a city put into this slot later. */
    synchronized void added(int slot) {
        citiesInSlot[slot]++;
    }

    /** Cities of which a member has a copy, by the member's name; as primary or as backup. */
    synchronized Map<String, Integer> entries(GridTopology topology) {
        Map<String, Integer> entries = new TreeMap<>();
        for (SlotRange range : topology.slots()) {
            int cities = 0;
            for (int slot = range.first(); slot <= range.last(); slot++) {
                cities += citiesInSlot[slot];
            }
            GridMember primary = range.primary();
            if (primary != null) {
                entries.merge(primary.name(), cities, Integer::sum);
            }
            for (GridMember backup : range.backups()) {
                entries.merge(backup.name(), cities, Integer::sum);
            }
        }
        return entries;
    }
}
