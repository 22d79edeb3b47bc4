package io.peergrid.partition;

import io.peergrid.ports.MemberId;
import io.peergrid.ports.Transport;
import java.util.ArrayList;
import java.util.List;

/** Hands operations to this member's own slots or, as frames, to another member. */
final class RequestSender {
    private final Transport transport;
    private final MemberId self;
    private final LocalSlots local;
    private final LocalSlots.ReplyTo replyTo;

    RequestSender(Transport transport, LocalSlots local, LocalSlots.ReplyTo replyTo) {
        this.transport = transport;
        this.self = transport.self();
        this.local = local;
        this.replyTo = replyTo;
    }

    void send(Operation operation, int attempt, MemberId target, long reached, long epoch, boolean redirected) {
        // The operation may have ended in this moment.
        long lowWater = Math.min(reached, operation.number);
        if (target.equals(self)) {
            List<Request.Part> parts = List.of(operation.part);
            local.execute(self, new Request(operation.number, lowWater, epoch, attempt, redirected, parts), replyTo);
        } else {
            byte[] frame = RequestCodec.encode(operation.number, lowWater, epoch, attempt, redirected, operation.part);
            transport.send(target, Transport.Lane.DATA, frame);
        }
    }

    /** @param run operations with neighbouring numbers */
    void send(List<Operation> run, int attempt, MemberId target, long reached, long epoch) {
        if (run.size() == 1) {
            send(run.get(0), attempt, target, reached, epoch, false);
            return;
        }
        long lowWater = Math.min(reached, run.get(0).number);
        List<Request.Part> parts = new ArrayList<>(run.size());
        for (Operation operation : run) {
            parts.add(operation.part);
        }
        Request request = new Request(run.get(0).number, lowWater, epoch, attempt, false, parts);
        if (target.equals(self)) {
            local.execute(self, request, replyTo);
        } else {
            transport.send(target, Transport.Lane.DATA, RequestCodec.encode(request));
        }
    }
}
