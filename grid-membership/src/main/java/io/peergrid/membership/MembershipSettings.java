package io.peergrid.membership;

/**
 * Names, sizes and times of the agreement (protocol 2.4). Immutable. All times in nanoseconds.
 *
 * @param clusterName members with another name are refused
 * @param expectedMembers how many distinct members must agree to found the cluster, 1 to 7
 * @param mayFound whether this member may take part in a founding; {@link Membership#allowFounding} can grant it later
 * @param heartbeatNanos interval of heartbeats
 * @param downAfterNanos silence after which a member is suspected
 * @param leaseNanos length L of a lease, counted from the send time of a heartbeat
 * @param drift how much two members' monotonic clocks may differ in rate, each way; 0.05 is five per cent
 * @param electionDelayNanos upper bound of the random delay before a candidacy
 * @param gatherWindowNanos how long the leader gathers requests into one successor
 * @param terms for people, what all who may lead have to want alike of the body; others are refused. Empty for nothing
 */
public record MembershipSettings(
        String clusterName,
        int expectedMembers,
        boolean mayFound,
        long heartbeatNanos,
        long downAfterNanos,
        long leaseNanos,
        double drift,
        long electionDelayNanos,
        long gatherWindowNanos,
        String terms) {
    private static final long MILLISECOND = 1_000_000L;

    /** The most voters a configuration names; beyond that members join without a vote. */
    public static final int MAX_VOTERS = 7;

    public MembershipSettings {
        require(!clusterName.isEmpty(), "the cluster needs a name");
        require(
                expectedMembers >= 1 && expectedMembers <= MAX_VOTERS,
                "expectedMembers must be 1 to " + MAX_VOTERS + ", not " + expectedMembers);
        require(heartbeatNanos > 0, "the heartbeat interval must be positive");
        require(leaseNanos > heartbeatNanos, "the lease must be longer than the heartbeat interval");
        require(downAfterNanos > leaseNanos, "downAfter must be longer than the lease");
        require(drift >= 0 && drift < 0.5, "drift must be at least 0 and below 0.5");
        require(electionDelayNanos > 0 && gatherWindowNanos > 0, "delays must be positive");
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    /** One machine, loopback: one member is a cluster, where the caller found out that this member may found it. */
    public static MembershipSettings local(String clusterName) {
        return lan(clusterName, 1);
    }

    /** Members on one network. */
    public static MembershipSettings lan(String clusterName, int expectedMembers) {
        return new MembershipSettings(
                clusterName,
                expectedMembers,
                true,
                100 * MILLISECOND,
                1_200 * MILLISECOND,
                500 * MILLISECOND,
                0.05,
                50 * MILLISECOND,
                20 * MILLISECOND,
                "");
    }

    /** Members in a cloud, where a machine may stand still for a second. */
    public static MembershipSettings cloud(String clusterName, int expectedMembers) {
        return new MembershipSettings(
                clusterName,
                expectedMembers,
                true,
                250 * MILLISECOND,
                3_000 * MILLISECOND,
                1_500 * MILLISECOND,
                0.05,
                150 * MILLISECOND,
                50 * MILLISECOND,
                "");
    }

    public MembershipSettings withMayFound(boolean mayFound) {
        return new MembershipSettings(
                clusterName,
                expectedMembers,
                mayFound,
                heartbeatNanos,
                downAfterNanos,
                leaseNanos,
                drift,
                electionDelayNanos,
                gatherWindowNanos,
                terms);
    }

    public MembershipSettings withTerms(String terms) {
        return new MembershipSettings(
                clusterName,
                expectedMembers,
                mayFound,
                heartbeatNanos,
                downAfterNanos,
                leaseNanos,
                drift,
                electionDelayNanos,
                gatherWindowNanos,
                terms);
    }

    /** W: how long a promise holds on the clock of the member that gave it, so that it outlasts any lease built on it. */
    long promiseNanos() {
        return (long) Math.ceil(leaseNanos * (1 + drift) / (1 - drift));
    }

    /** How long an unanswered message of a vote or a proposal waits before it is repeated. */
    long resendNanos() {
        return heartbeatNanos / 4;
    }

    /** A member that was answered by the leader within this time refuses to vote for others. */
    long minimumElectionNanos() {
        return 3 * heartbeatNanos;
    }
}
