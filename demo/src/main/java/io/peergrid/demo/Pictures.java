package io.peergrid.demo;

import io.peergrid.GridMember;
import io.peergrid.GridTopology;
import io.peergrid.GridTopology.MemberShare;
import io.peergrid.GridTopology.SlotRange;
import io.peergrid.GridTopology.Status;
import io.peergrid.demo.Screen.Colour;
import io.peergrid.testkit.process.JavaProcess;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Draws who owns what. */
final class Pictures {
    private static final int CELLS = 64;
    private static final int RANGES_SHOWN = 5;

    private final Screen screen;

    Pictures(Screen screen) {
        this.screen = screen;
    }

    /** All slots as one bar, each cell with the number of the member that owns most of it. */
    void bar(GridTopology topology) {
        int[] owners = new int[topology.slotCount()];
        for (SlotRange range : topology.slots()) {
            GridMember primary = range.primary();
            for (int slot = range.first(); slot <= range.last(); slot++) {
                owners[slot] = primary == null ? 0 : Members.number(primary.name());
            }
        }
        StringBuilder bar = new StringBuilder("  slot 0 ");
        for (int owner : Bar.shrink(owners, CELLS)) {
            bar.append(cell(owner));
        }
        screen.line(bar.append(" ").append(topology.slotCount() - 1).toString());
    }

    private String cell(int owner) {
        if (owner == 0) {
            return screen.paint(Colour.DIM, "·");
        }
        String digit = Integer.toString(owner % 10);
        return screen.colours() ? screen.paint(Colour.ofMember(owner), "\u001b[7m" + digit) : digit;
    }

    /** A line per member: process, address, share, and what is unusual about it. */
    void members(LocalGrid grid, Map<String, Integer> entries) {
        GridTopology topology = grid.grid().topology();
        screen.line(screen.paint(Colour.DIM, "  member       pid  address               primary   copies    cities"));
        for (JavaProcess child : grid.members()) {
            MemberShare share = topology.member(child.name()).orElse(null);
            if (share != null || child.isAlive()) {
                line(topology, child, share, entries.getOrDefault(child.name(), 0));
            }
        }
        int shortOfCopies = topology.slotsShortOfCopies();
        int offline = topology.slotsOffline();
        screen.line(
                "  epoch %,d; %s%s",
                topology.epoch(),
                shortOfCopies == 0
                        ? "all slots have " + copies(topology)
                        : String.format(Locale.ROOT, "%,d slots are short of copies", shortOfCopies),
                offline == 0 ? "" : String.format(Locale.ROOT, ", %,d are offline", offline));
    }

    private static String copies(GridTopology topology) {
        int copies = LocalGrid.copies(topology);
        return copies == 1 ? "1 copy: no spare" : copies + " copies";
    }

    private void line(GridTopology topology, JavaProcess child, @Nullable MemberShare share, int entries) {
        String name = screen.member(child.name())
                + " ".repeat(Math.max(0, 6 - child.name().length()));
        String text = share == null
                ? String.format(Locale.ROOT, "  %s  %8d  joining", name, child.pid())
                : String.format(
                        Locale.ROOT,
                        "  %s  %8d  %-20s %,8d %,8d %,9d  %s",
                        name,
                        child.pid(),
                        share.member().address(),
                        share.primaries(),
                        share.backups(),
                        entries,
                        state(topology, child, share));
        screen.line(text.stripTrailing());
    }

    private String state(GridTopology topology, JavaProcess child, MemberShare share) {
        if (child.isPaused()) {
            return screen.paint(Colour.YELLOW, "paused");
        }
        if (!child.isAlive() || share.status() == Status.DOWN) {
            return screen.paint(Colour.RED, "down");
        }
        if (share.status() == Status.LEAVING) {
            return "leaving";
        }
        return share.member().equals(topology.leader()) ? "leader" : "";
    }

    /** A line per member with its first ranges of slots. */
    void ranges(GridTopology topology) {
        for (MemberShare share : LocalGrid.holders(topology)) {
            StringBuilder ranges = new StringBuilder();
            int shown = 0;
            int all = 0;
            for (SlotRange range : topology.slots()) {
                if (share.member().equals(range.primary())) {
                    all++;
                    if (shown < RANGES_SHOWN) {
                        shown++;
                        ranges.append(shown == 1 ? "" : ", ")
                                .append(range.first())
                                .append('-')
                                .append(range.last());
                    }
                }
            }
            screen.line(
                    "  %s  %,6d slots  %s%s",
                    screen.member(share.member().name()),
                    share.primaries(),
                    ranges,
                    all > shown ? " and " + (all - shown) + " more" : "");
        }
    }
}
