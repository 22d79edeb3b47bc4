package io.peergrid.membership;

import java.util.List;

/**
 * The wire versions that a member reads and writes. See {@code docs/protocols/versions.md}.
 *
 * @param oldest from 1
 * @param newest up to 255, at least {@code oldest}
 * @param release of its code, for people: nothing is decided by it
 */
public record SpokenVersions(int oldest, int newest, String release) {
    /** A version has one byte in each frame. */
    private static final int HIGHEST = 255;

    private static final int OLDEST = 1;
    private static final int NEWEST = 1;

    public SpokenVersions {
        if (!isRange(oldest, newest)) {
            throw new IllegalArgumentException("no range of wire versions: " + oldest + " to " + newest);
        }
    }

    /** What this code speaks. */
    public static SpokenVersions ofThisCode(String release) {
        return new SpokenVersions(OLDEST, NEWEST, release);
    }

    static boolean isRange(int oldest, int newest) {
        return oldest >= 1 && newest >= oldest && newest <= HIGHEST;
    }

    public boolean include(int version) {
        return oldest <= version && version <= newest;
    }

    boolean overlap(SpokenVersions other) {
        return oldest <= other.newest && other.oldest <= newest;
    }

    /** The least of the members' newest versions: nothing above it is spoken by all. */
    static int leastNewest(List<Member> members) {
        int least = HIGHEST;
        for (Member member : members) {
            least = Math.min(least, member.speaks().newest);
        }
        return least;
    }

    /** Why a newcomer of these versions cannot be let into a cluster, and what to do. */
    String refusedBy(int clusterVersion, SpokenVersions member, String newcomer) {
        String start = "this cluster speaks wire version " + clusterVersion + " (" + name(member.release) + "), "
                + newcomer + " speaks " + this + ": ";
        return oldest > clusterVersion
                ? start
                        + "upgrade the members of the cluster first, one by one, to a release that speaks both, and start "
                        + newcomer + " then"
                : start + "the cluster does not go back, start " + newcomer + " with a release that speaks "
                        + clusterVersion;
    }

    /** Why two members without a cluster cannot found one, and what to do. */
    String cannotFoundWith(SpokenVersions other, String otherName) {
        return "this member speaks wire version " + this + ", " + otherName + " speaks " + other
                + ": start both with releases that have a version in common";
    }

    private static String name(String release) {
        return release.isEmpty() ? "release unknown" : "release " + release;
    }

    /** As in "1 to 2 (release 0.2.0)". */
    @Override
    public String toString() {
        return (oldest == newest ? "only " + oldest : oldest + " to " + newest) + " (" + name(release) + ")";
    }
}
