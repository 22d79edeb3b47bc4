package io.peergrid.transport.jgroups;

import java.util.ArrayDeque;
import java.util.Deque;

/** Keeps what is sent. */
final class RecordedWire implements Outbox.Wire {
    final Deque<byte[]> messages = new ArrayDeque<>();
    boolean connected;

    /** Connects, as sending does. */
    @Override
    public void send(byte[] message) {
        messages.add(message);
        connected = true;
    }

    @Override
    public boolean isConnected() {
        return connected;
    }
}
