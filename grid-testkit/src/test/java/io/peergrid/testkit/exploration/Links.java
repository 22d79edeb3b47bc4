package io.peergrid.testkit.exploration;

import java.util.ArrayList;
import java.util.List;

/** The ways in which links between members can be cut. */
final class Links {
    private final List<Mode> modes = new ArrayList<>();
    private final int members;

    private record Mode(String name, long cut) {}

    Links(int members) {
        this.members = members;
        modes.add(new Mode("all links are whole", 0));
        for (int one = 0; one < members; one++) {
            modes.add(new Mode(Setting.name(one) + " is cut off", outOf(one) | into(one)));
        }
        for (int one = 0; one < members; one++) {
            for (int other = one + 1; other < members; other++) {
                modes.add(new Mode(
                        Setting.name(one) + " and " + Setting.name(other) + " are cut from each other",
                        bit(one, other) | bit(other, one)));
            }
        }
        for (int one = 0; one < members; one++) {
            modes.add(new Mode("nobody hears " + Setting.name(one), outOf(one)));
            modes.add(new Mode(Setting.name(one) + " hears nobody", into(one)));
        }
    }

    private long bit(int from, int to) {
        return 1L << (from * members + to);
    }

    private long outOf(int member) {
        long cut = 0;
        for (int other = 0; other < members; other++) {
            cut |= bit(member, other);
        }
        return cut;
    }

    private long into(int member) {
        long cut = 0;
        for (int other = 0; other < members; other++) {
            cut |= bit(other, member);
        }
        return cut;
    }

    int modes() {
        return modes.size();
    }

    String name(int mode) {
        return modes.get(mode).name;
    }

    boolean isCut(int mode, int from, int to) {
        return (modes.get(mode).cut & bit(from, to)) != 0;
    }
}
