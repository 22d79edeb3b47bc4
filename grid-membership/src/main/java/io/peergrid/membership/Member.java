package io.peergrid.membership;

import io.peergrid.ports.MemberId;
import io.peergrid.ports.ProcessIdentity;

/**
 * A member as the configuration lists it.
 *
 * @param id this life of the process
 * @param name what people call it; need not be unique
 * @param host machine it runs on; two copies of a slot prefer different hosts
 * @param zone failure zone, or empty
 * @param address where its transport listens, for people only
 * @param weight share of slots relative to the others; 0 for an observer, which uses the grid, holds nothing and never
 *     becomes a voter; at least 1 for everybody else
 * @param data whether it may hold slots; a witness (data false, weight above 0) votes and holds none
 * @param voter whether it votes on the successor of the configuration that lists it so
 * @param status see {@link Status}
 * @param process for a proof of death
 * @param speaks its wire versions
 */
public record Member(
        MemberId id,
        String name,
        String host,
        String zone,
        String address,
        int weight,
        boolean data,
        boolean voter,
        Status status,
        ProcessIdentity process,
        SpokenVersions speaks) {

    /** How a listed member stands. */
    public enum Status {
        /** Takes part in everything. */
        ACTIVE,
        /** Asked to leave: hands its slots over, is removed when it holds none. */
        LEAVING,
        /** Found dead but still listed because the voters would become too few; holds no role. */
        DOWN
    }

    /** Uses the grid without holding data and without a vote; its coming and going costs the others nothing. */
    public boolean observer() {
        return weight == 0;
    }

    public Member withStatus(Status status) {
        return new Member(id, name, host, zone, address, weight, data, voter, status, process, speaks);
    }

    public Member withVoter(boolean voter) {
        return new Member(id, name, host, zone, address, weight, data, voter, status, process, speaks);
    }
}
