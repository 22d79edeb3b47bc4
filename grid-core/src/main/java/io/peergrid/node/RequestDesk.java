package io.peergrid.node;

import io.peergrid.membership.Configuration;
import io.peergrid.partition.LocalSlots;
import io.peergrid.partition.Reply;
import io.peergrid.partition.Request;
import io.peergrid.partition.RequestCodec;
import io.peergrid.partition.Response;
import io.peergrid.partition.SlotTable;
import io.peergrid.ports.MemberId;
import io.peergrid.ports.Transport;
import java.util.Collections;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes requests of other members to the local slots and the answers back. Thread-safe; in the delivering thread. */
final class RequestDesk {
    private static final byte[] STRANGER = {};

    private final Transport transport;
    private final LocalSlots slots;
    private final Supplier<@Nullable Configuration<SlotTable>> configuration;
    private final LocalSlots.ReplyTo replies = this::reply;

    RequestDesk(Transport transport, LocalSlots slots, Supplier<@Nullable Configuration<SlotTable>> configuration) {
        this.transport = transport;
        this.slots = slots;
        this.configuration = configuration;
    }

    /** @throws io.peergrid.wire.WireFormatException if the frame is no request */
    void received(MemberId from, byte[] frame) {
        Request request = RequestCodec.decodeRequest(frame);
        Configuration<SlotTable> now = configuration.get();
        if (now != null && now.lists(from)) {
            slots.execute(from, request, replies);
        } else {
            // A newcomer may know of its admission before this member does; anybody else has no business here (I26).
            long epoch = now == null ? -1 : now.epoch();
            Reply later = new Reply(Reply.Status.TRY_AGAIN, epoch, null, STRANGER);
            reply(
                    from,
                    new Response(
                            request.number(),
                            Collections.nCopies(request.parts().size(), later)));
        }
    }

    private void reply(MemberId caller, Response response) {
        transport.send(caller, Transport.Lane.DATA, RequestCodec.encode(response));
    }
}
