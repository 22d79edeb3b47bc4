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

    /** The index-th part of a request. */
    static Call of(MemberId caller, Request request, int index, LocalSlots.ReplyTo replyTo) {
        return new Call(
                caller,
                request.number() + index,
                request.lowWater(),
                request.epoch(),
                request.attempt(),
                request.redirected(),
                request.parts().get(index),
                replyTo);
    }

    /** The same operation with what it came to. */
    Call prepared(byte[] command) {
        Request.Part decided = new Request.Part(part.slot(), part.mutation(), command);
        return new Call(caller, number, lowWater, epoch, attempt, redirected, decided, replyTo);
    }

    int slot() {
        return part.slot();
    }
}
