package io.peergrid.command;

import io.peergrid.replication.StateMachine.SnapshotPart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All that a slot holds, in a form that can be compared. */
final class SlotContent {
    private SlotContent() {}

    /** @param maxBytes of a part */
    static List<String> parts(KeyspaceStateMachine machine, int slot, int maxBytes) {
        List<String> parts = new ArrayList<>();
        byte[] cursor = null;
        do {
            SnapshotPart part = machine.snapshot(slot, cursor, maxBytes);
            parts.add(Arrays.toString(part.part()));
            cursor = part.cursor();
        } while (cursor != null);
        return parts;
    }
}
