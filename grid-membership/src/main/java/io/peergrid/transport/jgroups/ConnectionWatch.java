package io.peergrid.transport.jgroups;

import java.util.Collection;
import java.util.function.Consumer;
import org.jgroups.Address;
import org.jgroups.Event;
import org.jgroups.stack.Protocol;

/**
 * Sits on the transport and hears of closed connections before the rest of the stack does: for the grid that is a hint
 * at once, while the stack verifies it first and only then drops the peer from its view.
 */
final class ConnectionWatch extends Protocol {
    private final Consumer<Address> closed;

    ConnectionWatch(Consumer<Address> closed) {
        this.closed = closed;
    }

    @Override
    public Object up(Event event) {
        if (event.getType() == Event.SUSPECT) {
            Collection<Address> suspects = event.getArg();
            suspects.forEach(closed);
        }
        return up_prot.up(event);
    }
}
