package io.peergrid.demo;

import io.peergrid.GridTopology;
import io.peergrid.GridTopology.SlotRange;
import io.peergrid.demo.Screen.Colour;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The running demo: its members, the cities in them, and who tells what happens. */
final class Session implements AutoCloseable {
    private final LocalGrid grid;
    private final List<City> cities;
    private final Census census;
    private final Narrator narrator;
    private final Pictures pictures;

    /** Starts the members, loads the cities and shows who owns what. */
    Session(Options options, Screen screen) {
        long start = System.nanoTime();
        CompletableFuture<List<City>> reading = CompletableFuture.supplyAsync(Cities::read);
        screen.redraw("  starting " + options.members() + " members, each a JVM of its own ...");
        grid = new LocalGrid(options.members());
        boolean started = false;
        try {
            screen.line(
                    "  %d members and this shell joined \"%s\" in %.1f s",
                    options.members(), grid.name(), (System.nanoTime() - start) / 1e9);
            cities = reading.join().subList(0, options.cities());
            census = new Census(grid.grid(), cities);
            long nanos = Loader.load(grid.cities(), census.inSlotOrder(cities), screen);
            screen.line(
                    "  %,d cities loaded in %.1f s, %,.0f a second, each on %s",
                    cities.size(),
                    nanos / 1e9,
                    cities.size() / (nanos / 1e9),
                    LocalGrid.copies(grid.grid().topology()) + " members");
            pictures = new Pictures(screen);
            narrator = new Narrator(screen);
            grid.listen(narrator::hear);
            started = true;
        } finally {
            if (!started) {
                fail(screen);
                grid.close();
            }
        }
    }

    /** Keeps the logs and says where they are. */
    void fail(Screen screen) {
        grid.keepLogs();
        screen.line("  " + screen.paint(Colour.DIM, "logs: " + grid.directory()));
    }

    LocalGrid grid() {
        return grid;
    }

    List<City> cities() {
        return cities;
    }

    Census census() {
        return census;
    }

    Narrator narrator() {
        return narrator;
    }

    /** The bar of slots and the table of members. */
    void show(Screen screen) {
        GridTopology topology = grid.grid().topology();
        screen.line();
        pictures.bar(topology);
        screen.line();
        pictures.members(grid, census.entries(topology));
        screen.line();
    }

    Pictures pictures() {
        return pictures;
    }

    /** The slots a member is primary of. */
    BitSet slotsOf(String member) {
        BitSet slots = new BitSet();
        for (SlotRange range : grid.grid().topology().slots()) {
            if (range.primary() != null && range.primary().name().equals(member)) {
                slots.set(range.first(), range.last() + 1);
            }
        }
        return slots;
    }

    @Override
    public void close() {
        narrator.close();
        grid.close();
    }
}
