package io.peergrid.partition;

import io.peergrid.ports.MemberId;
import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;

/** What a member asks of the leader about slots; the content of a {@code BodyRequest}. */
public sealed interface SlotRequest {

    SlotSet slots();

    /**
     * The replica has everything up to the primary's last entry and is in its ack set (2.9). Only the slots' primary may
     * ask, and only for the present epoch: by a later one it may have dropped the replica from its ack set (I14).
     */
    record AddInSync(SlotSet slots, MemberId replica) implements SlotRequest {}

    /**
     * The replica, or learner, does not follow any more (2.7). Any member may ask; slots that have it as primary, or as
     * only in-sync member, or whose primary is dead, ignore it (I15, I21).
     */
    record RemoveReplica(SlotSet slots, MemberId replica) implements SlotRequest {}

    /**
     * The primary has stopped serving these slots, its tail is committed, and their heir may take over (2.10). Only the
     * primary may ask, and only for the present epoch. It is the primary's consent.
     */
    record HandOver(SlotSet slots, MemberId target) implements SlotRequest {}

    default byte[] encode() {
        WireWriter out = new WireWriter();
        if (this instanceof AddInSync add) {
            out.u8(1).member(add.replica);
        } else if (this instanceof RemoveReplica remove) {
            out.u8(2).member(remove.replica);
        } else if (this instanceof HandOver handOver) {
            out.u8(3).member(handOver.target);
        }
        slots().encode(out);
        return out.toBytes();
    }

    /** @throws WireFormatException for anything {@link #encode} did not write, or slots at or above {@code slotCount} */
    static SlotRequest decode(byte[] content, int slotCount) {
        WireReader in = new WireReader(content);
        int kind = in.u8();
        MemberId member = in.member();
        SlotSet slots = SlotSet.decode(in, slotCount);
        in.expectEnd();
        return switch (kind) {
            case 1 -> new AddInSync(slots, member);
            case 2 -> new RemoveReplica(slots, member);
            case 3 -> new HandOver(slots, member);
            default -> throw new WireFormatException("not a slot request: " + kind);
        };
    }
}
