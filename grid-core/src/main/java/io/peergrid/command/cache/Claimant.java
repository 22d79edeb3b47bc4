package io.peergrid.command.cache;

import io.peergrid.command.Execution;
import io.peergrid.ports.MemberId;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;

/**
 * Who loads or writes an entry.
 *
 * @param number unique at the member: of one claim
 * @param epoch that the member had installed when it asked, and was listed in
 */
public record Claimant(MemberId member, long number, long epoch) {

    static Claimant readFrom(WireReader in) {
        return new Claimant(in.member(), in.varLong(), in.fixed64());
    }

    void writeTo(WireWriter out) {
        out.member(member).varLong(number).fixed64(epoch);
    }

    boolean isSame(Claimant other) {
        return number == other.number && member.equals(other.member);
    }

    boolean hasLeft(Execution execution) {
        return execution.hasLeft(member, epoch);
    }
}
