package io.peergrid.replication;

import io.peergrid.partition.LocalSlots;
import io.peergrid.partition.Request;
import io.peergrid.ports.MemberId;

/**
 * One part of a request on its way.
 *
 * @param number with the caller the operation id
 * @param attempt which sending of the request it came with; the answer says so
 * @param redirected whether an ASK sent it here
 */
record Call(
        MemberId caller,
        long number,
        long lowWater,
        long epoch,
        int attempt,
        boolean redirected,
        Request.Part part,
        LocalSlots.ReplyTo replyTo) {

    int slot() {
        return part.slot();
    }
}
